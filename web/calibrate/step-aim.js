import { ask } from "./desk.js";
import { breadthCm, distanceCm, farthestCm } from "./distance.js";
import { byId, inputOf } from "./elements.js";
import { facts } from "./instruments.js";
import { wordsOf } from "./language.js";
import { status, trouble, whileBusy } from "./notices.js";

/** @import { Measure } from "../../src/contract/measure.ts" */
/** @import { WizardView } from "../../src/contract/wizard.ts" */

/** Until the desk's rows say what passes. */
const LEAST = { faceWidth: 80, interEye: 60 };

/** @type {WizardView | undefined} */
let view;

export function startAimStep() {
  const form = byId("lens-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
    whileBusy(button, saveLens);
  });
}

async function saveLens() {
  if (!view) return;
  const { source, kind } = view.camera;
  const still = /^https?:/i.test(source) ? { still: kind === "snapshot" } : {};
  const answer = await ask("POST", "camera", { source, ...still, fieldOfView: inputOf("field-of-view").valueAsNumber });
  if (!answer.ok) return trouble(answer.trouble);
  status(wordsOf("lensSaved"));
}

/** @param {WizardView} next */
export function showLens(next) {
  const changed = view?.camera.fieldOfView !== next.camera.fieldOfView;
  view = next;
  // What is being typed is not taken away by the view of a second later.
  if (changed) inputOf("field-of-view").value = String(next.camera.fieldOfView);
}

/** @param {Measure | undefined} measure */
export function showDistances(measure) {
  if (!view?.picture) return;
  const quality = measure?.reading.quality;
  // The preview may be smaller than what is analysed.
  const pictureWidth = measure?.picture.width ?? view.picture.width;
  const lens = { fieldOfView: view.camera.fieldOfView, pictureWidth };
  const passOf = (/** @type {string} */ check) => view?.rows.find((row) => row.check === check)?.pass;
  const farthest = farthestCm(lens, {
    faceWidth: passOf("face_width") ?? LEAST.faceWidth,
    interEye: passOf("inter_eye") ?? LEAST.interEye,
  });
  const now = quality ? distanceCm(lens, quality) : null;
  facts("distances", [
    ["distanceNow", now === null ? wordsOf("nobody") : inCm(now)],
    ["distanceMost", inCm(farthest)],
    ["breadth", inCm(breadthCm(lens, now ?? farthest))],
  ]);
}

/** Nobody measures a chair more closely. @param {number} cm */
const inCm = (cm) => `${Math.round(cm / 5) * 5} cm`;
