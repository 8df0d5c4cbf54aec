import { make } from "./elements.js";
import { knows, languageNow, wordsOf } from "./language.js";
import { number } from "./numbers.js";
import { periodsNow, periodText, standingOf } from "./period.js";
import { hashOf } from "./route.js";
import { seeLink } from "./see-link.js";

/** @typedef {{ transactions: number, ratings: number }} Withheld */

/**
 * Why a view has nothing to show of a period, and what to do about it.
 * @param {{ period: string, view: "overview" | "trends" | "breakdown" | "agreement", k: number, withheld: Withheld }} given
 */
export function makeEmpty({ period, view, k, withheld }) {
  const standing = standingOf(period);
  const why = standing === "over" ? (withheld.transactions + withheld.ratings > 0 ? "few" : "none") : standing;
  const { first } = periodsNow();
  const begin = first ? periodText(first) : "";
  const slots = { k, period: periodText(period), first: languageNow() === "vi" ? begin.toLowerCase() : begin };
  return make(
    "div",
    { class: "card empty", "data-why": why },
    make("p", {}, wordsOf(`empty_${why}`, slots)),
    ...(knows(`emptyHint_${why}`) ? [make("p", { class: "hint" }, wordsOf(`emptyHint_${why}`, slots))] : []),
    make("p", { class: "hint" }, wordsOf(`emptyView_${view}`, slots)),
    ...wayOut(why, view, first),
  );
}

/** @param {string} why @param {string} view @param {string | null} first */
function wayOut(why, view, first) {
  if (why === "before" && first)
    return [make("a", { class: "see", href: hashOf({ period: first }) }, periodText(first))];
  if (why === "none" && knows("fleet")) return [seeLink("fleet")];
  return why === "never" && view !== "overview" ? [seeLink("overview")] : [];
}

/** Of a period that goes on. @param {string} period */
export const makeRunning = (period) =>
  standingOf(period) === "running"
    ? [make("p", { class: "hint running" }, wordsOf("periodRunning", { period: periodText(period) }))]
    : [];

/** @param {Withheld} withheld @param {number} k */
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
