import { byId, write } from "./elements.js";
import { wordsOf } from "./language.js";

/** A notice is read within this, and then stands in the way. */
const STATUS_MS = 6_000;
/** While a technician works on one row others flicker: what changed is told in one sentence, now and then. */
const TELL_MS = 3_000;
const SOON_SECONDS = 60;
/** Of the end of the session a screen reader is told at these, and not every second. */
const TOLD_AT = [10, 30, SOON_SECONDS];

let statusTimer = 0;
let tellTimer = 0;
let idleTold = 0;
/** @type {Map<string, string>} */
const untold = new Map();

/** @param {string} text */
export function status(text) {
  write(byId("status"), text);
  clearTimeout(statusTimer);
  statusTimer = setTimeout(() => write(byId("status"), ""), STATUS_MS);
}

/** @param {string} text */
export const trouble = (text) => write(byId("trouble"), text);

/**
 * To a screen reader, politely; of what changes again before it is told only the last word.
 * @param {string} about
 * @param {string} text
 */
export function announce(about, text) {
  untold.set(about, text);
  if (tellTimer !== 0) return;
  tellTimer = setTimeout(() => {
    tellTimer = 0;
    write(byId("announcer"), [...untold.values()].join(". "));
    untold.clear();
  }, TELL_MS);
}

/** The session ends by itself, soon. @param {number} secondsLeft */
export function showIdle(secondsLeft) {
  const words = wordsOf("idleSoon", { n: secondsLeft });
  byId("idle").hidden = secondsLeft > SOON_SECONDS;
  write(byId("idle-words"), words);
  const mark = TOLD_AT.find((seconds) => secondsLeft <= seconds) ?? 0;
  if (mark !== 0 && mark !== idleTold) announce("idle", words);
  idleTold = mark;
}

/**
 * One press at a time: the button is off, and the page says that it works, until the deed is over.
 * @param {HTMLElement} button
 * @param {() => Promise<void>} deed
 * @param {string} [slow] key of the words for what takes long
 */
export function whileBusy(button, deed, slow) {
  if (button.getAttribute("aria-disabled") === "true") return;
  trouble("");
  // Not `disabled`: that would take the focus away.
  button.setAttribute("aria-disabled", "true");
  const words = wordsOf(slow ?? "slow");
  const timer = setTimeout(() => write(byId("status"), words), slow ? 0 : 700);
  void deed().finally(() => {
    clearTimeout(timer);
    if (byId("status").textContent === words) write(byId("status"), "");
    button.removeAttribute("aria-disabled");
  });
}
