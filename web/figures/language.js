import { byId, write } from "./elements.js";
import { settings } from "./settings.js";

/** @typedef {"vi" | "en"} Language */
/** @typedef {{ vi: string, en: string }} Words */

const KEPT = "hailong.ward.language";

/** @type {Language} */
let language = "vi";
let changed = () => {};

export const languageNow = () => language;
export const locale = () => (language === "vi" ? "vi-VN" : "en-GB");

/** @param {Words} words */
export const say = (words) => words[language];

/** @param {string} key */
export const knows = (key) => key in settings.words;

/**
 * @param {string} key
 * @param {Record<string, string | number>} [slots]
 */
export function wordsOf(key, slots = {}) {
  const words = settings.words[key];
  if (!words) throw new Error(`no words for ${key}`);
  return Object.entries(slots).reduce((text, [slot, value]) => text.replaceAll(`{${slot}}`, String(value)), say(words));
}

/** @param {() => void} onLanguage */
export function startLanguage(onLanguage) {
  byId("language").addEventListener("click", () => {
    speak(language === "vi" ? "en" : "vi");
    changed();
  });
  speak(localStorage.getItem(KEPT) === "en" ? "en" : "vi");
  changed = onLanguage;
}

/** @param {Language} next */
function speak(next) {
  language = next;
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next;
  document.title = wordsOf("title");
  for (const part of document.querySelectorAll("[data-words]"))
    write(part, wordsOf(part.getAttribute("data-words") ?? ""));
  for (const part of document.querySelectorAll("[data-label]"))
    part.setAttribute("aria-label", wordsOf(part.getAttribute("data-label") ?? ""));
  byId("language").lang = next === "vi" ? "en" : "vi";
}
