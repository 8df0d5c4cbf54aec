import { locale, wordsOf } from "./language.js";

/** @import { MeanFigure, ShareFigure } from "../../src/contract/ward-figures.ts" */

/** @param {number} n @param {number} [digits] */
export const number = (n, digits = 0) =>
  minus(new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n));

/** With the decimals that it has. @param {number} n */
export const exactNumber = (n) => number(n, String(n).split(".")[1]?.length ?? 0);

/** @param {string} text */
const minus = (text) => text.replace("-", "−");

/** @param {number} n @param {number} [digits] */
const signed = (n, digits = 1) =>
  minus(
    new Intl.NumberFormat(locale(), {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: "exceptZero",
    }).format(n),
  );

/** From its whole numbers, half up, two digits: 29 322 of 31 751 is 92,35%. @param {number} hits @param {number} n */
export const percentOf = (hits, n) => `${number(Math.round((hits * 10_000) / n) / 100, 2)}%`;

/** @param {number} share @param {number} [digits] */
export const percent = (share, digits = 1) => `${number(share * 100, digits)}%`;
/** @param {number} difference of two shares */
export const percentPoints = (difference) => signed(difference * 100);
/** @param {number} difference of two means */
export const pointsApart = (difference) => signed(difference);

/** @param {ShareFigure} figure @param {number} k */
export function shareText(figure, k) {
  if (figure.state === "shown") return percentOf(figure.hits, figure.n);
  return wordsOf(figure.state, { k });
}

/** @param {MeanFigure} figure @param {number} k */
export function meanText(figure, k) {
  if (figure.state === "shown") return number(figure.value, 1);
  return wordsOf(figure.state, { k });
}

/** @param {ShareFigure} figure */
export const partsText = (figure) => (figure.state === "shown" ? `${number(figure.hits)}/${number(figure.n)}` : "");

/** @param {ShareFigure} figure */
export const shareInterval = (figure) =>
  figure.state === "shown" ? wordsOf("interval", { low: number(figure.low * 100, 1), high: percent(figure.high) }) : "";

/** @param {MeanFigure} figure */
export const meanInterval = (figure) =>
  figure.state === "shown" ? wordsOf("interval", { low: number(figure.low, 1), high: number(figure.high, 1) }) : "";

/** @param {string} day `2026-10-05` */
export const dayText = (day) =>
  new Intl.DateTimeFormat(locale(), { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** @param {string} time ISO, UTC; shown as in Vietnam */
export const timeText = (time) =>
  new Intl.DateTimeFormat(locale(), {
    hour: "2-digit",
    minute: "2-digit",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    timeZone: "Asia/Ho_Chi_Minh",
  }).format(new Date(time));

/** The day of it, as in Vietnam. @param {string} time ISO, UTC */
export const dayOf = (time) => dayText(new Date(Date.parse(time) + 7 * 3_600_000).toISOString().slice(0, 10));

/** @param {number} month 1 to 12 */
export const monthName = (month) =>
  new Intl.DateTimeFormat(locale(), { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2026, month - 1)));

/** On an axis: no more digits than a step needs. @param {number} value in per cent */
export const percentTick = (value) => percent(value / 100, Number.isInteger(value) ? 0 : 1);
/** @param {number} value */
export const pointsTick = (value) => number(value, Number.isInteger(value) ? 0 : 1);
