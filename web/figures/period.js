import { byId, make } from "./elements.js";
import { wordsOf } from "./language.js";
import { dayText, monthName } from "./numbers.js";
import { goTo, routeNow } from "./route.js";

/** @import { PeriodsView } from "../../src/contract/ward-views.ts" */
/** @typedef {"month" | "quarter" | "year"} Kind */

const PERIOD = /^(20\d{2})(?:-(0[1-9]|1[0-2])|-Q([1-4]))?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @type {PeriodsView} */
let known = {
  received: true,
  first: null,
  last: null,
  today: "2026-01-01",
  ward: "Hailong",
  office: null,
  k: 10,
  leastK: 10,
  simulatedUntil: null,
};

/** @param {string} period */
export const isPeriod = (period) => PERIOD.test(period);

/** @param {string} period @returns {Kind} */
export const kindOf = (period) => (period.includes("Q") ? "quarter" : period.includes("-") ? "month" : "year");

/** First and last month. @param {string} period `2026-10`, `2026-Q4` or `2026` */
export function spanOf(period) {
  const [, year = "", month, quarter] = PERIOD.exec(period) ?? [];
  if (month) return { from: period, to: period };
  const [first, last] = quarter ? [Number(quarter) * 3 - 2, Number(quarter) * 3] : [1, 12];
  return { from: `${year}-${two(first)}`, to: `${year}-${two(last)}` };
}

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");

/** @param {string} period */
export function periodText(period) {
  const [, year = "", month = "", quarter = ""] = PERIOD.exec(period) ?? [];
  if (month) return wordsOf("monthOf", { month: Number(month), year, monthName: monthName(Number(month)) });
  return quarter ? wordsOf("quarterOf", { quarter, year }) : wordsOf("yearOf", { year });
}

/** Before which something was erased: a month or a day. @param {string} moment */
export function momentText(moment) {
  if (isPeriod(moment)) return periodText(moment);
  return DAY.test(moment) ? dayText(moment) : moment;
}

/** @param {{ from: string, to: string }} span */
export function spanText({ from, to }) {
  const same = [from, quarterOf(from), from.slice(0, 4)].find((period) => {
    const span = spanOf(period);
    return span.from === from && span.to === to;
  });
  return same ? periodText(same) : `${periodText(from)} – ${periodText(to)}`;
}

/**
 * So many months up to the end of a period; of one that is not over, up to now.
 * @param {string} period @param {number} months
 */
export function spanUpTo(period, months) {
  const to = [spanOf(period).to, known.today.slice(0, 7)].sort()[0] ?? period;
  let from = to;
  for (let i = 1; i < months; i += 1) from = monthBefore(from);
  return { from, to };
}

/** @param {string} month */
const quarterOf = (month) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

/** The same time in another kind: the last month of a quarter, the quarter of a month. @param {string} period @param {Kind} kind */
function inKind(period, kind) {
  const month = [spanOf(period).to, known.last ?? spanOf(period).to].sort()[0] ?? period;
  return kind === "month" ? month : kind === "quarter" ? quarterOf(month) : month.slice(0, 4);
}

/** Every period that may hold something, the newest first. @param {Kind} kind */
function choices(kind) {
  const today = known.today.slice(0, 7);
  const first = known.first ?? today;
  const found = new Set();
  for (let month = today; month >= first; month = monthBefore(month)) found.add(inKindOf(month, kind));
  return [...found];
}

/** @param {string} month @param {Kind} kind */
const inKindOf = (month, kind) =>
  kind === "month" ? month : kind === "quarter" ? quarterOf(month) : month.slice(0, 4);

/** @param {string} month */
function monthBefore(month) {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${two(number - 1)}`;
}

/**
 * Where a period lies to the figures that the hub has.
 * @param {string} period
 * @returns {"never" | "waiting" | "notBegun" | "running" | "before" | "over"}
 */
export function standingOf(period) {
  const { from, to } = spanOf(period);
  const month = known.today.slice(0, 7);
  if (!known.received) return "never";
  if (from > month) return "notBegun";
  if (known.first === null) return "waiting";
  if (to >= month) return "running";
  return to < known.first ? "before" : "over";
}

/** The newest month with something released. */
export const usualPeriod = () => known.last ?? known.today.slice(0, 7);

export const periodsNow = () => known;

/** @param {PeriodsView} periods */
export function learnPeriods(periods) {
  known = periods;
}

export function startPeriod() {
  const kind = /** @type {HTMLSelectElement} */ (byId("period-kind"));
  const period = /** @type {HTMLSelectElement} */ (byId("period"));
  kind.addEventListener("change", () => goTo({ period: inKind(routeNow().period, /** @type {Kind} */ (kind.value)) }));
  period.addEventListener("change", () => goTo({ period: period.value }));
  byId("earlier").addEventListener("click", () => step(1));
  byId("later").addEventListener("click", () => step(-1));
}

/** @param {number} by */
function step(by) {
  const { period } = routeNow();
  const all = choices(kindOf(period));
  const next = all[all.indexOf(period) + by];
  if (next) goTo({ period: next });
}

/** Shows the period of now in the chooser. */
export function retellPeriod() {
  const { period } = routeNow();
  const kind = kindOf(period);
  const all = choices(kind);
  if (!all.includes(period)) all.push(period);
  /** @type {HTMLSelectElement} */ (byId("period-kind")).value = kind;
  const chooser = /** @type {HTMLSelectElement} */ (byId("period"));
  chooser.replaceChildren(...all.map((one) => make("option", { value: one }, periodText(one))));
  chooser.value = period;
  const at = all.indexOf(period);
  /** @type {HTMLButtonElement} */ (byId("earlier")).disabled = at === all.length - 1;
  /** @type {HTMLButtonElement} */ (byId("later")).disabled = at === 0;
}
