import { followDesk } from "./connection.js";
import { ask, useSession } from "./desk.js";
import { closeDoor, knock, retellDoor, showEnded, startDoor } from "./door.js";
import { byId, write } from "./elements.js";
import { showDials, showFaceFacts, showHistogram, showLevels, showLive } from "./instruments.js";
import { startLanguage, wordsOf } from "./language.js";
import { showIdle, status, trouble, whileBusy } from "./notices.js";
import { drawOverlay } from "./overlay.js";
import { reloadPreview, showPicture, startPreview, stopPreview, watchPreview } from "./preview.js";
import { createRowList } from "./row-list.js";
import { showDistances, showLens, startAimStep } from "./step-aim.js";
import { goTo, showSteps, startStepBar, stepNow, stepSees } from "./step-bar.js";
import { forgetCamera, retellCamera, showCamera, startCameraStep } from "./step-camera.js";
import { openCertificateStep, showCertificate, startCertificateStep } from "./step-certificate.js";
import { drillButton, leaveDrill, showDrills, startDrillsStep } from "./step-drills.js";
import { showLux, startLightStep } from "./step-light.js";
import { retellSoak, showSoak, startSoakStep } from "./step-soak.js";
import { showZone, startZoneStep, zoneIsDrawn } from "./step-zone.js";
import { forgetChanges, showTodo, tellChanges } from "./todo.js";

/** @import { Measure } from "../../src/contract/measure.ts" */
/** @import { WizardView } from "../../src/contract/wizard.ts" */

/** Somebody is there: told this often at most. */
const TOUCH_MS = 20_000;

/** @type {WizardView | undefined} */
let view;
/** @type {Measure | undefined} */
let measure;
let stopFollowing = () => {};
let signedIn = false;
let lost = false;
let touchedAt = Number.NEGATIVE_INFINITY;
let drawn = 0;
/** @type {ReturnType<typeof createRowList>[]} */
let rowLists = [];

/** @param {string} token @param {string} technician */
function onEntered(token, technician) {
  signedIn = true;
  useSession(token, () => void lookWhetherGone());
  closeDoor();
  byId("wizard").hidden = false;
  byId("sign-out").hidden = false;
  write(byId("who"), technician);
  goTo(stepNow());
  stopFollowing();
  stopFollowing = followDesk({ onView, onMeasure, onEnded, onLost });
}

/** @param {string} reason */
function onEnded(reason) {
  if (!signedIn) return;
  signedIn = false;
  stopFollowing();
  stopPreview();
  useSession("", () => {});
  view = undefined;
  measure = undefined;
  forgetChanges();
  forgetCamera();
  leaveDrill();
  byId("wizard").hidden = true;
  byId("sign-out").hidden = true;
  byId("idle").hidden = true;
  write(byId("lost"), "");
  write(byId("who"), "");
  trouble("");
  showEnded(reason);
}

function onLost() {
  if (!signedIn) return;
  lost = true;
  measure = undefined;
  leaveDrill();
  write(byId("lost"), wordsOf("lost"));
  drawSoon();
  void lookWhetherGone();
}

/** A desk that has started anew knows nobody; nor does one that had no word of this browser, which slept, for too long. */
async function lookWhetherGone() {
  const answer = await ask("GET", "session");
  if (answer.ok && !(/** @type {{ signedIn: boolean }} */ (answer.body).signedIn)) onEnded("unknown");
}

/** @param {WizardView} next */
function onView(next) {
  if (lost) reloadPreview();
  lost = false;
  write(byId("lost"), "");
  showPicture(next.picture);
  if (stepSees()) startPreview();
  view = next;
  tellChanges(stepNow(), next);
  show();
}

function show() {
  if (!view) return;
  const { rows, idleSecondsLeft } = view;
  showIdle(idleSecondsLeft);
  showSteps(view);
  for (const list of rowLists) list.show(rows);
  showCamera(view);
  showLens(view);
  showZone(view);
  showLux(view);
  showDrills(view);
  showSoak(view);
  showCertificate(view);
  showTodo(stepNow(), view);
  drawSoon();
}

/** @param {Measure} next */
function onMeasure(next) {
  measure = next;
  drawSoon();
}

function drawSoon() {
  if (drawn !== 0) return;
  drawn = requestAnimationFrame(() => {
    drawn = 0;
    drawNow();
  });
}

function drawNow() {
  if (!view) return;
  const { camera, rows } = view;
  const step = stepNow();
  const editing = step === "zone";
  if (stepSees()) drawOverlay({ measure, ...camera, outlines: !editing && step !== "camera" });
  showLive(measure, camera.fps);
  if (step === "aim") showDials(measure, rows);
  if (step === "aim") showDistances(measure);
  if (step === "light") showLevels(measure);
  if (step === "light") showHistogram(measure);
  if (step === "face") showFaceFacts(measure);
}

/** @param {import("../../src/contract/wizard.ts").WizardStep} step */
function onStep(step) {
  byId("editor").hidden = step !== "zone";
  trouble("");
  if (step !== "zone" && zoneIsDrawn()) status(wordsOf("zoneUnsaved"));
  if (!stepSees()) stopPreview();
  else if (view) startPreview();
  if (step === "certificate") void openCertificateStep();
  show();
}

/** In the language of now. */
function retell() {
  status("");
  rowLists = [...document.querySelectorAll("[data-rows]")].map((list) =>
    createRowList(/** @type {HTMLElement} */ (list), drillButton),
  );
  retellDoor();
  retellCamera();
  retellSoak();
  if (!signedIn) return;
  goTo(stepNow(), false);
}

function touched() {
  if (!signedIn || performance.now() - touchedAt < TOUCH_MS) return;
  touchedAt = performance.now();
  void ask("POST", "session/touch", {});
}

for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, touched);
addEventListener("resize", drawSoon);
byId("sign-out").addEventListener("click", () =>
  whileBusy(byId("sign-out"), async () => {
    const answer = await ask("DELETE", "session");
    if (answer.ok) onEnded("signed_out");
    else trouble(answer.trouble);
  }),
);
byId("go-on").addEventListener("click", () => {
  touchedAt = Number.NEGATIVE_INFINITY;
  touched();
  byId("idle").hidden = true;
});
watchPreview();
startStepBar(onStep);
startCameraStep();
startAimStep();
startZoneStep(() => {
  if (view) showTodo(stepNow(), view);
});
startLightStep();
startDrillsStep();
startSoakStep();
startCertificateStep(goTo);
startDoor(onEntered);
startLanguage(retell);
void knock(onEntered);
