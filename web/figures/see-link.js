import { make } from "./elements.js";
import { wordsOf } from "./language.js";
import { hashOf } from "./route.js";

/** To the view where more is said, or where something can be done about it; the period stays. @param {string} view */
export const seeLink = (view) =>
  make("a", { class: "see", href: hashOf({ view, by: "" }) }, wordsOf("seeView", { view: wordsOf(view) }));
