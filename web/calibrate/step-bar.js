import { buttonOf, byId, make, write } from "./elements.js";
import { say, wordsOf } from "./language.js";
import { ICONS } from "./row-list.js";
import { CHECKS_OF, worstOf } from "./rows.js";
import { settings } from "./settings.js";

/** @import { RowVerdict } from "../../src/contract/calibration.ts" */
/** @import { WizardStep, WizardView } from "../../src/contract/wizard.ts" */

const STEPS = /** @type {WizardStep[]} */ (Object.keys(CHECKS_OF));
/** Steps whose picture matters; a certificate is read, not aimed. */
const SEES = (/** @type {WizardStep} */ step) => step !== "certificate";

/** @type {WizardStep} */
let current = "camera";
let opened = (/** @type {WizardStep} */ _step) => {};

export const stepNow = () => current;
export const stepSees = () => SEES(current);

/** @param {(step: WizardStep) => void} onStep */
export function startStepBar(onStep) {
  opened = onStep;
  byId("step-list").replaceChildren(
    ...STEPS.map((step, i) => {
      const button = make("button", { type: "button", class: "step", "data-step": step });
      button.append(
        make("span", { class: "icon", "aria-hidden": "true" }, String(i + 1)),
        make("span", { class: "name" }),
        make("span", { class: "unseen" }),
      );
      button.addEventListener("click", () => goTo(step));
      return make("li", {}, button);
    }),
  );
  buttonOf("back").addEventListener("click", () => move(-1));
  buttonOf("next").addEventListener("click", () => move(1));
}

/** @param {number} by */
function move(by) {
  const next = STEPS[STEPS.indexOf(current) + by];
  if (next) goTo(next);
}

/** @param {WizardStep} step */
export function goTo(step, focus = true) {
  current = step;
  const at = STEPS.indexOf(step);
  for (const one of STEPS) byId(`step-${one}`).hidden = one !== step;
  byId("sight").hidden = !SEES(step);
  byId("wizard").dataset.step = step;
  byId("back").hidden = at === 0;
  byId("next").hidden = at === STEPS.length - 1;
  for (const button of byId("step-list").querySelectorAll("button")) {
    if (button.dataset.step === step) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }
  byId("step-list").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  write(byId("step-count"), wordsOf("stepOf", { n: at + 1, of: STEPS.length }));
  opened(step);
  if (!focus) return;
  scrollTo(0, 0);
  byId(`step-${step}`).querySelector("h2")?.focus({ preventScroll: true });
}

/** @param {WizardView} view */
export function showSteps({ rows, verdict, camera }) {
  for (const button of byId("step-list").querySelectorAll("button")) {
    const step = /** @type {WizardStep} */ (button.dataset.step);
    const state = stateOf(step);
    const [icon, name, unseen] = button.children;
    button.dataset.verdict = state;
    if (icon)
      write(icon, state === "unmeasured" || state === "incomplete" ? String(STEPS.indexOf(step) + 1) : ICONS[state]);
    if (name) write(name, wordsOf(step));
    if (unseen) write(unseen, `: ${say(settings.verdicts[state])}`);
  }

  /** @param {WizardStep} step @returns {RowVerdict | "incomplete"} */
  function stateOf(step) {
    if (step === "certificate") return verdict;
    const dead = camera.state !== "live" && camera.state !== "starting";
    if (step === "camera" && dead) return "fail";
    return worstOf(rows, CHECKS_OF[step], settings.optional);
  }
}
