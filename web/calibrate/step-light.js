import { ask } from "./desk.js";
import { buttonOf, byId, inputOf } from "./elements.js";
import { wordsOf } from "./language.js";
import { status, trouble, whileBusy } from "./notices.js";

/** @import { WizardView } from "../../src/contract/wizard.ts" */

/** @type {number | null | undefined} */
let known;

export function startLightStep() {
  const form = byId("lux-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
    whileBusy(button, () => say(inputOf("lux").valueAsNumber));
  });
  buttonOf("lux-clear").addEventListener("click", () => whileBusy(buttonOf("lux-clear"), () => say(null)));
}

/** @param {number | null} lux */
async function say(lux) {
  const answer = await ask("POST", "lux", { lux });
  if (!answer.ok) return trouble(answer.trouble);
  if (lux === null) inputOf("lux").value = "";
  status(wordsOf("saved"));
}

/** @param {WizardView} view */
export function showLux({ lux }) {
  if (lux !== known && lux !== null) inputOf("lux").value = String(lux);
  known = lux;
}
