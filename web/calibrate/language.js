import { byId } from "./elements.js";
import { settings } from "./settings.js";

/** @import { Language } from "./rows.js" */

/** @type {Language} */
let language = "vi";
let changed = () => {};

export const languageNow = () => language;

/** @param {{ vi: string, en: string }} words */
export const say = (words) => words[language];

/**
 * @param {string} key
 * @param {Record<string, string | number>} slots
 */
export function wordsOf(key, slots = {}) {
  const words = settings.words[key];
  if (!words) throw new Error(`no words for ${key}`);
  return Object.entries(slots).reduce((text, [slot, value]) => text.replace(`{${slot}}`, String(value)), say(words));
}

/** @param {() => void} onLanguage */
export function startLanguage(onLanguage) {
  changed = onLanguage;
  byId("language").addEventListener("click", () => speak(language === "vi" ? "en" : "vi"));
  speak("vi");
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
