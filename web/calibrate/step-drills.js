import { ask } from "./desk.js";
import { buttonOf, byId, makeButton, write } from "./elements.js";
import { say, wordsOf } from "./language.js";
import { announce, trouble, whileBusy } from "./notices.js";
import { CHECKS_OF } from "./rows.js";
import { settings } from "./settings.js";

/** @import { Check } from "../../src/contract/calibration.ts" */
/** @import { Drill } from "../../src/contract/drill.ts" */
/** @import { WizardView } from "../../src/contract/wizard.ts" */

/** Between two drills in order: time to sit down again. */
const PAUSE_MS = 4_000;

const dialog = () => /** @type {HTMLDialogElement} */ (byId("drill"));
/** @param {Check} check */
const drillOf = (check) => /** @type {Drill} */ (check.slice("drill_".length));

/** @type {WizardView | undefined} */
let view;
/** Still to be done, in order. @type {Drill[]} */
let queue = [];
let pause = 0;
/** @type {Drill | undefined} */
let running;
/** The desk has not yet heard that the drill is given up: what it still says of it is not shown. */
let stopping = false;

export function startDrillsStep() {
  buttonOf("all-drills").addEventListener("click", () => {
    const open = CHECKS_OF.drills.filter((check) => verdictOf(check) !== "pass");
    queue = (open.length === 0 ? CHECKS_OF.drills : open).map(drillOf);
    whileBusy(buttonOf("all-drills"), startNext);
  });
  buttonOf("drill-stop").addEventListener("click", stop);
  dialog().addEventListener("cancel", (event) => {
    event.preventDefault();
    stop();
  });
}

/** The buttons of a drill's row. @param {Check} check */
export function drillButton(check) {
  if (!check.startsWith("drill_")) return null;
  const button = makeButton(wordsOf("start"), () => {
    queue = [];
    whileBusy(button, () => start(drillOf(check)));
  });
  button.dataset.drill = drillOf(check);
  return button;
}

/** @param {Check} check */
const verdictOf = (check) => view?.rows.find((row) => row.check === check)?.verdict ?? "unmeasured";

/** @param {Drill} drill */
async function start(drill) {
  const answer = await ask("POST", "drill", { drill });
  if (answer.ok) return;
  giveUp();
  trouble(answer.trouble);
}

async function startNext() {
  const next = queue.shift();
  if (next) await start(next);
}

function giveUp() {
  queue = [];
  clearTimeout(pause);
  pause = 0;
  if (!running) dialog().close();
}

/** At once: the desk may not answer, and its next view opens the prompt again where the drill goes on. */
function stop() {
  const ran = running !== undefined;
  leaveDrill();
  if (!ran) return;
  stopping = true;
  void ask("POST", "drill", { drill: null }).finally(() => {
    stopping = false;
  });
}

/** Without a connection nothing runs that could be seen here; a drill that goes on is shown again by the next view. */
export function leaveDrill() {
  running = undefined;
  giveUp();
}

/** @param {WizardView} next */
export function showDrills(next) {
  view = next;
  const drill = next.drill && next.drill.phase !== "done" ? next.drill : null;
  for (const button of document.querySelectorAll("button[data-drill]")) {
    const check = /** @type {Check} */ (`drill_${/** @type {HTMLElement} */ (button).dataset.drill}`);
    write(button, wordsOf(verdictOf(check) === "unmeasured" ? "start" : "repeat"));
    button.setAttribute("aria-label", `${button.textContent}: ${say(settings.checks[check])}`);
  }
  if (drill && !stopping) showPrompt(drill);
  else if (running) over(running);
}

/** @param {NonNullable<WizardView["drill"]>} drill */
function showPrompt(drill) {
  running = drill.drill;
  clearTimeout(pause);
  pause = 0;
  const holds = drill.phase === "hold";
  const prompt = say(settings.prompts[drill.prompt] ?? { vi: drill.prompt, en: drill.prompt });
  dialog().dataset.phase = drill.phase;
  write(byId("drill-phase"), wordsOf(holds ? "hold" : "getReady"));
  write(byId("drill-prompt"), prompt);
  write(byId("drill-count"), String(Math.ceil(drill.secondsLeft)));
  write(byId("drill-part"), drill.drill === "expression" ? wordsOf("part", { n: drill.step + 1, of: 3 }) : "");
  if (!dialog().open) dialog().showModal();
}

/** @param {Drill} drill */
function over(drill) {
  running = undefined;
  const check = /** @type {Check} */ (`drill_${drill}`);
  const result = { drill: say(settings.checks[check]), verdict: say(settings.verdicts[verdictOf(check)]) };
  announce("drill", wordsOf("drillDone", result));
  const next = queue[0];
  if (!next) {
    dialog().close();
    const button = /** @type {HTMLElement | null} */ (document.querySelector(`button[data-drill="${drill}"]`));
    button?.closest("li")?.scrollIntoView({ block: "nearest" });
    button?.focus({ preventScroll: true });
    return;
  }
  dialog().dataset.phase = "between";
  write(byId("drill-phase"), wordsOf("drillDone", result));
  write(
    byId("drill-prompt"),
    `${wordsOf("nextDrill")}: ${say(settings.prompts[next === "expression" ? "neutral" : next] ?? { vi: "", en: "" })}`,
  );
  write(byId("drill-count"), "");
  write(byId("drill-part"), "");
  pause = setTimeout(() => void startNext(), PAUSE_MS);
}
