import { settings } from "./settings.js";

/** @typedef {"vi" | "en"} Language */
/** @type {Language} */
let language = "vi";
let changed = () => {};

/** @param {{ vi: string, en: string }} words */
export const say = (words) => words[language];

/** @param {string} id */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** @param {() => void} onLanguage */
export function startPreferences(onLanguage) {
  changed = onLanguage;
  byId("language").addEventListener("click", () => {
    speak(language === "vi" ? "en" : "vi");
  });
  for (const id of ["large", "low"])
    byId(id).addEventListener("click", () => toggle(id, !document.documentElement.classList.contains(id)));
  speak("vi");
}

/** As it was for the one before: the next citizen finds the page as everybody does. */
export function resetPreferences() {
  speak("vi");
  for (const id of ["large", "low"]) toggle(id, false);
}

/**
 * @param {string} id
 * @param {boolean} on
 */
function toggle(id, on) {
  document.documentElement.classList.toggle(id, on);
  byId(id).setAttribute("aria-pressed", String(on));
}

/** @param {Language} next */
function speak(next) {
  language = next;
  document.documentElement.lang = next;
  document.title = wordsOf("title");
  for (const part of document.querySelectorAll("[data-words]"))
    part.textContent = wordsOf(part.getAttribute("data-words") ?? "");
  for (const part of document.querySelectorAll("[data-label]"))
    part.setAttribute("aria-label", wordsOf(part.getAttribute("data-label") ?? ""));
  byId("language").lang = next === "vi" ? "en" : "vi";
  changed();
}

/** @param {string} key */
export function wordsOf(key) {
  const words = settings.words[key];
  if (!words) throw new Error(`no words for ${key}`);
  return say(words);
}
