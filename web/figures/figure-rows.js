import { makeTable } from "./elements.js";
import { wordsOf } from "./language.js";
import { meanInterval, meanText, number, partsText, shareInterval, shareText } from "./numbers.js";

/** @import { GroupFigures, MeanFigure, ShareFigure } from "../../src/contract/ward-figures.ts" */
/** @import { Spot } from "./chart-whiskers.js" */

/** All figures of each group, as numbers. @param {{ caption: string, first: string, k: number, rows: { name: string, figures: GroupFigures }[] }} given */
export const figureTable = ({ caption, first, k, rows }) =>
  makeTable({
    caption,
    head: [
      first,
      wordsOf("transactions"),
      wordsOf("satisfaction"),
      wordsOf("camera"),
      wordsOf("ratingCoverage"),
      wordsOf("cameraCoverage"),
    ],
    rows: rows.map(({ name, figures }) => [
      name,
      figures.transactions === 0 ? wordsOf("none") : number(figures.transactions),
      wholeShare(figures.satisfaction, k),
      wholeMean(figures.camera, k),
      wholeShare(figures.ratingCoverage, k),
      wholeShare(figures.cameraCoverage, k),
    ]),
  });

/** @param {ShareFigure} figure @param {number} k */
export const wholeShare = (figure, k) =>
  figure.state === "shown"
    ? `${shareText(figure, k)} (${partsText(figure)}); ${shareInterval(figure)}`
    : shareText(figure, k);

/** @param {MeanFigure} figure @param {number} k */
export const wholeMean = (figure, k) =>
  figure.state === "shown" ? `${meanText(figure, k)}; ${meanInterval(figure)}` : meanText(figure, k);

/** In per cent. @param {ShareFigure} figure @returns {Spot} */
export const shareSpot = (figure) =>
  figure.state === "shown"
    ? { value: (figure.hits / figure.n) * 100, low: figure.low * 100, high: figure.high * 100 }
    : null;

/** @param {MeanFigure} figure @returns {Spot} */
export const meanSpot = (figure) =>
  figure.state === "shown" ? { value: figure.value, low: figure.low, high: figure.high } : null;
