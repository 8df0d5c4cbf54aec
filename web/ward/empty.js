import { make } from "./elements.js";
import { wordsOf } from "./language.js";
import { number } from "./numbers.js";

/** @param {number} k */
export const makeEmpty = (k) =>
  make(
    "div",
    { class: "card empty" },
    make("p", {}, wordsOf("empty", { k })),
    make("p", { class: "hint" }, wordsOf("emptyHint")),
  );

/** @param {{ transactions: number, ratings: number }} withheld @param {number} k */
export function makeWithheld({ transactions, ratings }, k) {
  if (transactions + ratings === 0) return [];
  return [
    make(
      "p",
      { class: "hint withheld" },
      wordsOf("withheld", { transactions: number(transactions), ratings: number(ratings), k }),
    ),
  ];
}

/** A section with its heading. @param {string} title @param {string} hint @param {...import("./elements.js").Child} children */
export const makeSection = (title, hint, ...children) =>
  make(
    "section",
    { class: "card" },
    make("h2", {}, title),
    ...(hint === "" ? [] : [make("p", { class: "hint" }, hint)]),
    ...children,
  );
