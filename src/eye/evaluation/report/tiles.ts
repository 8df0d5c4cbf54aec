import type { Figures } from "#eye/evaluation/figures/figures.js";
import type { Share } from "#eye/evaluation/figures/wilson.js";
import { decimals, percent } from "#eye/evaluation/report/number-text.js";
import { html, type Piece } from "#platform/html.js";
import { evaluationWords as words } from "#words/evaluation-words.js";
import type { Words } from "#words/words.js";

/** The figures that decide, each with its interval or its n. */
export function tiles({ eight, three, calibration, refused, coveredRead, detected, seven }: Figures): Piece {
  const all: Piece[] = [];
  const share = (name: Words, figure: Share, kind = ""): void => {
    all.push(tile({ name, value: percent(figure.share), range: rangeOf(figure), kind }));
  };
  const number = (name: Words, value: number | null, n: number): void => {
    all.push(tile({ name, value: decimals(value), range: `n = ${n}`, kind: "" }));
  };
  if (three.n > 0) {
    share(words.neutralCalledNegative, three.neutralCalledNegative, "first");
    share(words.accuracyThree, three.accuracy);
  }
  if (eight.n > 0) {
    share(words.accuracyEight, eight.accuracy);
    share(words.accuracySeven, seven.accuracy);
    number(words.macroF1, eight.macroF1, eight.n);
  }
  if (three.n > 0) {
    number(words.aucPositive, three.aucPositive, three.n);
    number(words.aucNegative, three.aucNegative, three.n);
  }
  number(words.calibrationError, calibration.error, calibration.n);
  if (refused.n > 0) share(words.refused, refused);
  if (coveredRead.n > 0) share(words.coveredRead, coveredRead);
  if (detected) share(words.detected, detected);
  return html`<div class="tiles">${all}</div>`;
}

const rangeOf = ({ low, high, n }: Share): string =>
  `${(100 * low).toFixed(1)} – ${(100 * high).toFixed(1)} · n = ${n}`;

type Tile = { name: Words; value: string; range: string; kind: string };
const tile = ({ name, value, range, kind }: Tile): Piece =>
  html`<div class="tile ${kind}"><span class="what">${name.vi}</span><span class="en">${name.en}</span><b>${value}</b><span class="range">${range}</span></div>`;
