import { showAdviceList } from "./advice-list.js";
import { ask } from "./desk.js";
import { buttonOf, byId, inputOf, write } from "./elements.js";
import { showFoundList } from "./found-list.js";
import { wordsOf } from "./language.js";
import { status, whileBusy } from "./notices.js";
import { ICONS } from "./row-list.js";

/** @import { z } from "zod" */
/** @import { adviceSchema, foundCamerasSchema, WizardView } from "../../src/contract/wizard.ts" */
/** @typedef {z.infer<typeof foundCamerasSchema>} Found */
/** @typedef {z.infer<typeof adviceSchema>} Advice */

/** The address of an ONVIF device, or of a camera alone, names no picture: its streams are found by measuring them. */
const HTTP_DEVICE = /^https?:\/\/([^/?]*\/?$|[^?]*\/onvif\/(?!.*\.jpe?g(\?|$)))/i;
const SCHEME = /^(rtsps?|https?):\/\/.|^\/dev\/video\d/i;
const FIND_MS = 30_000;
const ADVICE_MS = 120_000;
const STATES = {
  starting: ["stateStarting", "unmeasured"],
  live: ["stateLive", "pass"],
  stalled: ["stateStalled", "fail"],
  frozen: ["stateFrozen", "fail"],
  unreachable: ["stateUnreachable", "fail"],
};

/** @type {Found | undefined} */
let found;
/** @type {Advice | undefined} */
let advice;
/** What stands in the form is the technician's once they typed; until then it is the camera in use. */
let typed = false;
/** Of the camera in use. */
let present = "";
/** Whether the technician has said if the address gives a stream or stills; else its ending does. */
let kindTouched = false;

export function startCameraStep() {
  buttonOf("find").addEventListener("click", () => whileBusy(buttonOf("find"), find, "finding"));
  byId("camera-form").addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(buttonOf("advise"), advise, "advising");
  });
  buttonOf("use-camera").addEventListener("click", () =>
    whileBusy(buttonOf("use-camera"), () => use(inputOf("source").value.trim())),
  );
  inputOf("source").addEventListener("input", () => {
    typed = true;
    showHttpKind();
  });
  byId("http-kind").addEventListener("change", () => {
    [typed, kindTouched] = [true, true];
  });
  inputOf("show-password").addEventListener("change", ({ target }) => {
    inputOf("password").type = /** @type {HTMLInputElement} */ (target).checked ? "text" : "password";
  });
}

/** @param {WizardView} view */
export function showCamera({ camera }) {
  present = camera.source;
  const [words, verdict] = STATES[camera.state];
  const card = byId("now-camera");
  card.dataset.verdict = verdict;
  write(byId("now-source"), camera.source);
  write(byId("now-state"), `${ICONS[/** @type {keyof typeof ICONS} */ (verdict)]} ${wordsOf(words ?? "")}`);
  write(byId("now-detail"), camera.state === "live" ? "" : camera.detail);
  if (!typed && document.activeElement !== byId("source")) {
    inputOf("source").value = camera.source;
    inputOf(camera.kind === "snapshot" ? "http-still" : "http-stream").checked = true;
    showHttpKind();
  }
}

/** What a technician typed, and found, is not for the next one. */
export function forgetCamera() {
  for (const id of ["user", "password"]) inputOf(id).value = "";
  [typed, kindTouched, found, advice] = [false, false, undefined, undefined];
  retellCamera();
}

/** In the language of now. */
export function retellCamera() {
  showFound();
  showAdvice();
}

/** @param {string} source */
const isPicture = (source) => /^https?:/i.test(source) && !HTTP_DEVICE.test(source);

function showHttpKind() {
  const source = inputOf("source").value.trim();
  byId("http-kind").hidden = !isPicture(source);
  if (typed && !kindTouched) inputOf(/\.jpe?g(\?|$)/i.test(source) ? "http-still" : "http-stream").checked = true;
  const device = HTTP_DEVICE.test(source) && source !== present;
  byId("no-stream").hidden = !device;
  buttonOf("use-camera").disabled = device;
}

async function find() {
  const answer = await ask("GET", "cameras", undefined, FIND_MS);
  if (!answer.ok) return complain(answer.trouble);
  found = /** @type {Found} */ (answer.body);
  showFound();
  reveal("found");
}

function showFound() {
  byId("found").hidden = !found;
  if (found) showFoundList(found, choose);
}

/** @param {string} source */
const hostOf = (source) => (URL.canParse(source) ? new URL(source).hostname : source);

/** @param {Found["cameras"][number]} camera */
function choose({ source, needsLogin }) {
  typed = true;
  // A login is for the camera that it was typed for.
  if (hostOf(source) !== hostOf(inputOf("source").value.trim()))
    for (const id of ["user", "password"]) inputOf(id).value = "";
  kindTouched = false;
  inputOf("source").value = source;
  showHttpKind();
  status(`${wordsOf("chosen")}: ${source}`);
  (needsLogin ? byId("user") : byId("advise")).focus();
}

/** What is in the form, for the camera that is in the form: streams measured before may be another's. @param {string} source */
function loginFor(source) {
  const [user, password] = [inputOf("user").value, inputOf("password").value];
  const same = hostOf(source) === hostOf(inputOf("source").value.trim());
  return user === "" || !same ? {} : { login: { user, password } };
}

/** @param {string} source */
const stillOf = (source) => (isPicture(source) ? { still: inputOf("http-still").checked } : {});

/** @param {string} source */
function faultOf(source) {
  if (source === "") return "sourceEmpty";
  if (source !== present && !SCHEME.test(source)) return "sourceScheme";
  return /^[a-z0-9+.-]+:\/\/[^/]*@/i.test(source) ? "sourceLogin" : "";
}

/** @param {string} source */
function isSound(source) {
  const fault = faultOf(source);
  complain(fault === "" ? "" : wordsOf(fault));
  if (fault !== "") byId("source").focus();
  return fault === "";
}

async function advise() {
  const source = inputOf("source").value.trim();
  if (!isSound(source)) return;
  const answer = await ask("POST", "advice", { source, ...stillOf(source), ...loginFor(source) }, ADVICE_MS);
  if (!answer.ok) return complain(answer.trouble);
  advice = /** @type {Advice} */ (answer.body);
  showAdvice();
  reveal("advice");
}

function showAdvice() {
  byId("advice").hidden = !advice;
  if (!advice) return;
  showAdviceList(advice, (stream, chosen) => use(stream.source, chosen));
}

/** @param {string} source @param {object} [more] that the advice knows of it */
async function use(source, more = {}) {
  if (!isSound(source)) return;
  const answer = await ask("POST", "camera", { source, ...stillOf(source), ...more, ...loginFor(source) });
  if (!answer.ok) return complain(answer.trouble);
  [typed, kindTouched] = [false, false];
  status(wordsOf("cameraSaved"));
  byId("now-camera").scrollIntoView({ block: "nearest" });
}

/** @param {string} text */
const complain = (text) => write(byId("camera-trouble"), text);

/** What has just been found is below what the technician looks at. @param {string} id */
function reveal(id) {
  const heading = byId(id).querySelector("h3");
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: "start" });
}
