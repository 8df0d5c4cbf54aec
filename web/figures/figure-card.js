import { COLOURS } from "./chart-style.js";
import { draw, make } from "./elements.js";
import { wordsOf } from "./language.js";
import {
  meanInterval,
  meanText,
  number,
  partsText,
  percentPoints,
  pointsApart,
  shareInterval,
  shareText,
} from "./numbers.js";

/** @import { ComparedMean, ComparedShare, Difference, MeanFigure, ShareFigure } from "../../src/contract/ward-figures.ts" */

/** @param {{ name: string, hint: string, figure: ShareFigure, k: number, colour: string, compared: ComparedShare | undefined }} given */
export function shareCard({ name, hint, figure, k, colour, compared }) {
  return card({
    name,
    hint,
    big: shareText(figure, k),
    parts: partsText(figure),
    interval: shareInterval(figure),
    scale: figure.state === "shown" ? scale({ ...figure, most: 1, colour }) : undefined,
    change: compared && changeOf(compared.difference, percentPoints, wordsOf("percentPoints")),
    few: figure.state === "few" ? wordsOf("fewLong", { k }) : "",
  });
}

/** @param {{ name: string, hint: string, figure: MeanFigure, k: number, colour: string, compared: ComparedMean | undefined }} given */
export function meanCard({ name, hint, figure, k, colour, compared }) {
  return card({
    name,
    hint,
    big: meanText(figure, k),
    parts: figure.state === "shown" ? `${number(figure.n)} ${wordsOf("scored").toLowerCase()}` : "",
    interval: meanInterval(figure),
    scale: figure.state === "shown" ? scale({ ...figure, most: 100, colour }) : undefined,
    change: compared && changeOf(compared.difference, pointsApart, wordsOf("points")),
    few: figure.state === "few" ? wordsOf("fewLong", { k }) : "",
  });
}

/** @param {{ name: string, hint: string, big: string, parts?: string, interval?: string, few?: string, scale?: Element | undefined, change?: HTMLElement | undefined, see?: HTMLElement | undefined }} given */
export function card({ name, hint, big, parts = "", interval = "", few = "", scale, change, see }) {
  return make(
    "article",
    { class: "card figure" },
    make("h2", {}, name),
    make("p", { class: "big" }, big, make("span", { class: "parts" }, parts)),
    ...(scale ? [scale] : []),
    ...[interval, few].filter((line) => line !== "").map((line) => make("p", { class: "interval" }, line)),
    ...(change ? [change] : []),
    make("p", { class: "hint" }, hint),
    ...(see ? [see] : []),
  );
}

/** Where on the whole scale the figure lies, and its interval. @param {{ value: number, low: number, high: number, most: number, colour: string }} given */
function scale({ value, low, high, most, colour }) {
  const at = (/** @type {number} */ figure) => (figure / most) * 200;
  const width = Math.max(2, at(high) - at(low));
  return draw(
    "svg",
    { viewBox: "-4 0 208 14", class: "scale", "aria-hidden": "true" },
    draw("rect", { x: 0, y: 6, width: 200, height: 2, rx: 1, fill: COLOURS.grid }),
    draw("rect", { x: Math.min(at(low), 200 - width), y: 3, width, height: 8, rx: 3, fill: colour, opacity: 0.35 }),
    draw("circle", { cx: at(value), cy: 7, r: 4, fill: colour }),
  );
}

/** @param {Difference} difference @param {(by: number) => string} format @param {string} unit */
function changeOf(difference, format, unit) {
  if (difference.verdict === "unknown") return undefined;
  const text = `${format(difference.by)} ${unit}: ${wordsOf(difference.verdict).toLowerCase()}`;
  return make("p", { class: "change", "data-verdict": difference.verdict }, text);
}
