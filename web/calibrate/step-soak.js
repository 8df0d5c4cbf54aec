import { ask } from "./desk.js";
import { buttonOf, byId, inputOf, make, write } from "./elements.js";
import { wordsOf } from "./language.js";
import { trouble, whileBusy } from "./notices.js";

/** @import { WizardView } from "../../src/contract/wizard.ts" */

const MINUTES = [1, 10, 30];
const USUAL = 10;

export function startSoakStep() {
  buttonOf("soak-start").addEventListener("click", () => {
    const chosen = MINUTES.find((minutes) => inputOf(`soak-${minutes}`).checked) ?? USUAL;
    whileBusy(buttonOf("soak-start"), () => soak(chosen * 60));
  });
  buttonOf("soak-stop").addEventListener("click", () => whileBusy(buttonOf("soak-stop"), () => soak(null)));
}

/** In the language of now. */
export function retellSoak() {
  const checked = MINUTES.find((minutes) => document.querySelector(`#soak-${minutes}:checked`)) ?? USUAL;
  byId("soak-lengths").replaceChildren(
    ...MINUTES.map((minutes) => {
      const input = make("input", { type: "radio", name: "soak", id: `soak-${minutes}` });
      input.checked = minutes === checked;
      return make("label", { class: "tick" }, input, wordsOf("minutes", { n: minutes }));
    }),
  );
}

/** @param {number | null} seconds */
async function soak(seconds) {
  const answer = await ask("POST", "soak", { seconds });
  if (!answer.ok) trouble(answer.trouble);
}

/** @param {WizardView} view */
export function showSoak({ soak: runs }) {
  const going = runs !== null && runs.secondsLeft > 0;
  /** @type {HTMLFieldSetElement} */ (byId("soak-choice")).disabled = going;
  byId("soak-start").hidden = going;
  byId("soak-stop").hidden = !going;
  const left = Math.ceil(runs?.secondsLeft ?? 0);
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  write(byId("soak-left"), going ? wordsOf("soakLeft", { time }) : wordsOf("soakIdle"));
  const progress = /** @type {HTMLProgressElement} */ (byId("soak-progress"));
  progress.hidden = !going;
  progress.value = runs && runs.seconds > 0 ? 1 - runs.secondsLeft / runs.seconds : 0;
}
