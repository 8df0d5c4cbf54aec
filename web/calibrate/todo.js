import { byId, write } from "./elements.js";
import { say, wordsOf } from "./language.js";
import { announce } from "./notices.js";
import { ICONS, remedyOf } from "./row-list.js";
import { CHECKS_OF } from "./rows.js";
import { settings } from "./settings.js";
import { zoneFault, zoneIsDrawn } from "./step-zone.js";

/** @import { Row, RowVerdict } from "../../src/contract/calibration.ts" */
/** @import { WizardStep, WizardView } from "../../src/contract/wizard.ts" */

const WAITS = /** @type {Partial<Record<WizardStep, string>>} */ ({ drills: "todoDrills", soak: "todoSoak" });

/** @type {Map<string, string>} */
let verdicts = new Map();

/** The one thing to do next in this step, always in sight. @param {WizardStep} step @param {WizardView} view */
export function showTodo(step, view) {
  const [verdict, text] = todoOf(step, view);
  const line = byId("todo");
  line.dataset.verdict = verdict;
  write(line, `${ICONS[verdict]} ${text}`);
}

/** @param {WizardStep} step @param {WizardView} view @returns {[RowVerdict, string]} */
function todoOf(step, { camera, rows, soak }) {
  if (camera.state !== "live" && step !== "zone") return ["unmeasured", wordsOf("todoCamera")];
  const fault = step === "zone" ? zoneFault() : "";
  if (fault !== "") return ["fail", fault];
  if (step === "zone" && zoneIsDrawn()) return ["warn", wordsOf("zoneUnsaved")];
  const mine = CHECKS_OF[step].flatMap((check) => rows.find((row) => row.check === check) ?? []);
  const bad = mine.find(({ verdict }) => verdict === "fail") ?? mine.find(({ verdict }) => verdict === "warn");
  if (bad) return [bad.verdict, `${nameOf(bad)}: ${bad.remedy ? remedyOf(bad.remedy) : ""}`];
  if (step === "soak" && soak) return ["unmeasured", wordsOf("todoSoaking")];
  const open = mine.find(({ check, verdict }) => verdict === "unmeasured" && !settings.optional.includes(check));
  if (open) return ["unmeasured", wordsOf(WAITS[step] ?? "todoWait", { check: nameOf(open) })];
  return ["pass", wordsOf("todoDone")];
}

/** @param {Row} row */
const nameOf = ({ check }) => say(settings.checks[check]);

/** Verdicts that changed in the step that is open, to a screen reader. @param {WizardStep} step @param {WizardView} view */
export function tellChanges(step, { rows }) {
  for (const row of rows) {
    const before = verdicts.get(row.check);
    verdicts.set(row.check, row.verdict);
    if (before === undefined || before === row.verdict || !CHECKS_OF[step].includes(row.check)) continue;
    announce(row.check, `${nameOf(row)}: ${say(settings.verdicts[row.verdict])}`);
  }
}

export function forgetChanges() {
  verdicts = new Map();
}
