import { createCertificateList } from "./certificate-list.js";
import { ask } from "./desk.js";
import { buttonOf, byId, make, makeButton, write } from "./elements.js";
import { say, wordsOf } from "./language.js";
import { status, trouble, whileBusy } from "./notices.js";
import { figureOf, ICONS, limitsOf, remedyOf } from "./row-list.js";
import { CHECKS_OF } from "./rows.js";
import { settings } from "./settings.js";
import { zoneIsDrawn } from "./step-zone.js";

/** @import { Certificate } from "../../src/contract/certificate.ts" */
/** @import { Row } from "../../src/contract/calibration.ts" */
/** @import { WizardStep, WizardView } from "../../src/contract/wizard.ts" */

const list = createCertificateList();
/** @type {(step: WizardStep) => void} */
let goTo = () => {};
let mayIssue = false;
let shown = "";

/** @param {(step: WizardStep) => void} onStep */
export function startCertificateStep(onStep) {
  goTo = onStep;
  buttonOf("issue").addEventListener("click", () => {
    if (mayIssue) whileBusy(buttonOf("issue"), issue);
    else byId("missing").querySelector("button")?.focus();
  });
}

/** What was issued elsewhere, or before, is read when the step is opened. */
export const openCertificateStep = () => list.load();

async function issue() {
  const answer = await ask("POST", "certificate", {});
  if (!answer.ok) return trouble(answer.trouble);
  const { id } = /** @type {Certificate} */ (answer.body);
  status(wordsOf("issued", { id }));
  await list.load();
}

/** @param {WizardView} view */
export function showCertificate({ rows, verdict, certificate }) {
  write(byId("issued"), certificate ? wordsOf("issued", { id: certificate }) : "");
  const line = byId("verdict");
  line.dataset.verdict = verdict;
  write(line, `${ICONS[verdict]} ${wordsOf("verdict")}: ${say(settings.verdicts[verdict])}`);
  const open = rows.filter(
    (row) => row.verdict === "fail" || (row.verdict === "unmeasured" && !settings.optional.includes(row.check)),
  );
  const drawn = zoneIsDrawn();
  mayIssue = (verdict === "pass" || verdict === "warn") && !drawn;
  byId("missing").hidden = mayIssue;
  buttonOf("issue").setAttribute("aria-disabled", String(!mayIssue));
  const now = JSON.stringify([
    open.map(({ check, verdict: one, remedy }) => [check, one, remedy]),
    drawn,
    wordsOf("title"),
  ]);
  if (now !== shown)
    byId("missing-list").replaceChildren(
      ...(drawn
        ? [
            make(
              "li",
              {},
              makeButton(wordsOf("zoneFirst"), () => goTo("zone")),
            ),
          ]
        : []),
      ...open.map(missingItem),
    );
  shown = now;
  showSummary(rows);
}

/** @param {Row} row */
function missingItem(row) {
  const step = /** @type {WizardStep} */ (
    Object.entries(CHECKS_OF).find(([, checks]) => checks.includes(row.check))?.[0] ?? "camera"
  );
  const text = `${ICONS[row.verdict]} ${say(settings.checks[row.check])}: ${say(settings.verdicts[row.verdict])}`;
  const button = makeButton(text, () => goTo(step));
  return make("li", {}, button, make("p", { class: "hint" }, row.remedy ? remedyOf(row.remedy) : ""));
}

/** @param {readonly Row[]} rows */
function showSummary(rows) {
  const heads = ["check", "figure", "limits", "result"].map((key) => make("th", { scope: "col" }, wordsOf(key)));
  const lines = rows.map((row) =>
    make(
      "tr",
      { "data-verdict": row.verdict },
      make("th", { scope: "row" }, say(settings.checks[row.check])),
      make("td", {}, figureOf(row)),
      make("td", { class: "limits" }, limitsOf(row)),
      make("td", { class: "word" }, `${ICONS[row.verdict]} ${say(settings.verdicts[row.verdict])}`),
    ),
  );
  byId("summary").replaceChildren(
    make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...lines)),
  );
}
