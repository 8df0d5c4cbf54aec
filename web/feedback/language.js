import { settings } from "./settings.js";

/** @typedef {"vi" | "en"} Language */
/** @type {Language} */
let language = "vi";
let changed = () => {};

/** @param {{ vi: string, en: string }} words */
export const say = (words) => words[language];

/** @param {string} key */
export function wordsOf(key) {
  const words = settings.words[key];
  if (!words) throw new Error(`no words for ${key}`);
  return say(words);
}

/** @param {string} id */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** @param {() => void} onLanguage */
export function startLanguage(onLanguage) {
  changed = onLanguage;
  const button = byId("language");
  button.hidden = false;
  button.addEventListener("click", () => {
    language = language === "vi" ? "en" : "vi";
    document.documentElement.lang = language;
    document.title = wordsOf("title");
    button.lang = language === "vi" ? "en" : "vi";
    for (const part of document.querySelectorAll("[data-words]"))
      part.textContent = wordsOf(part.getAttribute("data-words") ?? "");
    changed();
  });
}
