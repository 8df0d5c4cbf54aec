import { ask, followViews } from "./connection.js";
import { drawFace, moodOf } from "./faces.js";
import { byId, resetPreferences, say, startPreferences, wordsOf } from "./preferences.js";
import { settings } from "./settings.js";

/** @import { KioskView } from "../../src/contract/kiosk.ts" */

/** A page that nobody touches goes back by itself. */
const IDLE_MS = 30_000;
const FORGET_MS = 90_000;
/** A finger that bounces must not press what has just come under it. */
const BOUNCE_MS = 500;

const LAMPS = { scoring: "lampScoring", advisory: "lampAdvisory", calibrating: "lampCalibrating", off: "lampOff" };
const SECTIONS = { idle: "idle", open: "open", undo: "done", thanks: "done" };

/** @type {KioskView} */
let view = {
  screen: "idle",
  visit: null,
  mayRate: false,
  tap: null,
  undoMs: null,
  lamp: "off",
  consent: "none",
  feedback: null,
  edition: settings.edition,
};
/** On the idle screen: somebody wants to rate although no transaction is known. */
let wanted = false;
let sending = false;
let shown = "";
let changedAt = 0;
let undoTotal = 0;
let undoUntil = 0;
let idleTimer = 0;
let forgetTimer = 0;

/**
 * Nobody is served: what somebody sets now is for the transaction that opens next.
 * @param {KioskView} one
 */
const isVacant = ({ screen, consent }) => screen === "idle" && consent === "none";

/** @param {KioskView} next */
function onView(next) {
  byId("status").textContent = "";
  if (next.screen === "idle" && next.edition !== settings.edition) location.reload();
  if (!isVacant(view) && (isVacant(next) || next.visit !== view.visit)) resetPreferences();
  if (next.screen !== "idle") wanted = false;
  // The buttons about the camera change places: the second tap of a finger that bounces must not take back the first.
  if (next.consent !== view.consent) changedAt = performance.now();
  if (next.undoMs !== null) undoUntil = performance.now() + next.undoMs;
  if (next.undoMs !== null && view.undoMs === null) undoTotal = next.undoMs;
  view = next;
  show();
}

function show() {
  const screen = view.screen === "idle" && wanted ? "open" : view.screen;
  const section = SECTIONS[screen];
  for (const id of ["idle", "open", "done"]) byId(id).hidden = id !== section;
  byId("begin").hidden = !view.mayRate;
  byId("notice").textContent = say(settings.notice);
  showUndo();
  showCamera();
  showPhone();
  if (section === shown) return;
  const first = shown === "";
  shown = section;
  changedAt = performance.now();
  byId("trouble").textContent = "";
  if (!first) headingOf(section)?.focus({ preventScroll: true });
}

/** What is built once for each language: a view that comes must not take the focus away. */
function build() {
  byId("faces").classList.toggle("many", settings.steps.length > 3);
  byId("faces").replaceChildren(
    ...settings.steps.map(({ value, words }) => {
      const mood = moodOf(value, settings.steps.length);
      const button = buttonOf(say(words), () => rate(value));
      button.prepend(drawFace(mood));
      button.classList.add("step");
      button.dataset.step = String(value);
      button.style.setProperty("--mood", String(mood));
      return itemOf(button);
    }),
  );
  byId("reasons").replaceChildren(
    ...settings.reasons.map(({ id, words }) =>
      itemOf(buttonOf(say(words), () => deed("reason", { tap: view.tap, reason: id }))),
    ),
  );
  show();
}

function showUndo() {
  const may = view.undoMs !== null;
  byId("undo").style.visibility = may ? "visible" : "hidden";
  byId("why").hidden = settings.reasons.length === 0;
  byId("why").style.visibility = view.tap === null ? "hidden" : "visible";
  const time = byId("undo-time");
  for (const running of time.getAnimations()) running.cancel();
  const left = Math.max(0, undoUntil - performance.now());
  if (may) time.animate([{ scale: `${left / undoTotal} 1` }, { scale: "0 1" }], { duration: left, fill: "forwards" });
}

/** After closing, whoever has more to say reads the code with a telephone. */
function showPhone() {
  const { feedback } = view;
  byId("phone").hidden = feedback === null;
  const picture = /** @type {HTMLImageElement} */ (byId("phone-code"));
  if (feedback === null || picture.dataset.visit === feedback) return;
  picture.dataset.visit = feedback;
  picture.src = `/v1/kiosk/feedback.svg?visit=${feedback}`;
}

function showCamera() {
  const { lamp, consent } = view;
  const focused = document.activeElement;
  byId("lamp").dataset.lamp = lamp;
  // It is read aloud when it changes, and only then.
  if (byId("lamp-words").textContent !== wordsOf(LAMPS[lamp])) byId("lamp-words").textContent = wordsOf(LAMPS[lamp]);
  const asks = consent === "ask";
  const runs = consent === "running";
  byId("camera").hidden = consent === "none";
  byId("camera-words").textContent = wordsOf(asks ? "askCamera" : runs ? "canStop" : "declined");
  byId("agree").hidden = !asks;
  byId("decline").hidden = !asks && !runs;
  byId("decline").textContent = wordsOf(runs ? "stopCamera" : "decline");
  // Whoever pressed it by keyboard goes on from there.
  if (focused instanceof HTMLButtonElement && focused.hidden) (runs ? byId("decline") : headingOf(shown))?.focus();
}

/**
 * @param {string} section
 * @returns {HTMLElement | null}
 */
const headingOf = (section) => document.querySelector(`#${section} h1`);

/** @param {number} value */
function rate(value) {
  const key = crypto.randomUUID();
  return deed("rating", { key, visit: view.visit, step: { value, of: settings.steps.length } });
}

/**
 * @param {string} what
 * @param {object} body
 */
async function deed(what, body) {
  if (sending || performance.now() - changedAt < BOUNCE_MS) return;
  sending = true;
  byId("trouble").textContent = "";
  const slow = setTimeout(() => {
    byId("status").textContent = wordsOf("sending");
  }, 700);
  const status = await ask(what, body);
  clearTimeout(slow);
  byId("status").textContent = "";
  sending = false;
  // What it changed comes as a view. 409: it is too late for this, and the view says so already.
  if (status === 503) byId("trouble").textContent = wordsOf("full");
  else if ((status < 200 || status >= 300) && status !== 409) byId("trouble").textContent = wordsOf("notSent");
}

/**
 * @param {string} words
 * @param {() => void} onTap
 */
function buttonOf(words, onTap) {
  const button = document.createElement("button");
  button.type = "button";
  const label = document.createElement("span");
  label.textContent = words;
  button.append(label);
  button.addEventListener("click", onTap);
  return button;
}

/** @param {HTMLElement} inside */
function itemOf(inside) {
  const item = document.createElement("li");
  item.append(inside);
  return item;
}

function touched() {
  clearTimeout(idleTimer);
  clearTimeout(forgetTimer);
  idleTimer = setTimeout(() => {
    wanted = false;
    show();
  }, IDLE_MS);
  forgetTimer = setTimeout(() => {
    if (isVacant(view)) resetPreferences();
  }, FORGET_MS);
}

/** @param {KeyboardEvent} event */
function walk({ key, target }) {
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  const all = [...byId("faces").querySelectorAll("button")];
  const at = all.indexOf(/** @type {HTMLButtonElement} */ (target));
  if (step !== 0 && at >= 0) all[(at + step + all.length) % all.length]?.focus();
}

byId("begin").addEventListener("click", () => {
  wanted = true;
  show();
});
byId("undo").addEventListener("click", () => deed("undo", { tap: view.tap }));
byId("agree").addEventListener("click", () => deed("agree", { visit: view.visit }));
byId("decline").addEventListener("click", () => deed("opt-out", { visit: view.visit }));
byId("faces").addEventListener("keydown", walk);
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, touched);
addEventListener("contextmenu", (event) => event.preventDefault());
startPreferences(build);
followViews({
  onView,
  onLost: () => {
    byId("status").textContent = wordsOf("connecting");
  },
});
