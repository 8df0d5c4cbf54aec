import { makeChart } from "./chart.js";
import { rowsOption } from "./chart-options.js";
import { COLOURS, rowHeight } from "./chart-style.js";
import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { shareSpot, wholeShare } from "./figure-rows.js";
import { wordsOf } from "./language.js";
import { number, percent, percentPoints, percentTick, shareText } from "./numbers.js";
import { byName, wardName } from "./ward-name.js";

/** @import { SideBySide } from "../../src/contract/city.ts" */
/** @typedef {SideBySide["wards"][number]} Row */

/** @param {SideBySide} view */
export function makeSideBySide({ wards, k }) {
  const rows = byName(wards);
  const shown = rows.filter(({ figures }) => figures.satisfaction.state === "shown");
  return makeSection(
    wordsOf("sideBySide"),
    wordsOf("sideBySideHint"),
    make("p", { class: "first" }, conclusion(rows, shown.length)),
    ...(shown.length > 0
      ? [
          chart(
            rows.filter(({ figures }) => figures.satisfaction.state !== "none"),
            k,
          ),
        ]
      : []),
    table(rows, k),
    make("p", { class: "hint" }, wordsOf("whiskers"), " ", wordsOf("sideBySideCare")),
    ...["few", "none"].flatMap((state) =>
      rows.some(({ figures }) => figures.satisfaction.state === state)
        ? [make("p", { class: "hint" }, wordsOf(state === "few" ? "fewMeans" : "noneOfWard", { k }))]
        : [],
    ),
  );
}

/** @param {readonly Row[]} rows @param {number} shown */
function conclusion(rows, shown) {
  if (shown < 2) return wordsOf("oneWard");
  const apart = rows.filter(({ difference: { verdict } }) => verdict === "rose" || verdict === "fell");
  if (apart.length === 0) return wordsOf("noneDiffers");
  return wordsOf("someDiffer", {
    names: apart.map((row) => `${wardName(row)} (${verdictText(row).toLowerCase()})`).join(", "),
  });
}

/** @param {Row} row */
function verdictText({ difference: { verdict } }) {
  if (verdict === "rose") return wordsOf("above");
  return verdict === "fell" ? wordsOf("below") : wordsOf(verdict);
}

/** @param {readonly Row[]} rows @param {number} k */
function chart(rows, k) {
  const name = wordsOf("satisfaction");
  const labels = rows.map(wardName);
  const spots = rows.map(({ figures }) => shareSpot(figures.satisfaction));
  const texts = rows.map(({ figures }) => shareText(figures.satisfaction, k));
  const option = rowsOption({
    ...{ labels, spots, colour: COLOURS.taps, most: 100, name, few: wordsOf("few", { k }) },
    ...{ format: (value) => percent(value / 100), tick: percentTick },
  });
  const numbers = makeTable({
    caption: name,
    head: [wordsOf("ward"), name],
    rows: rows.map(({ figures }, i) => [labels[i] ?? "", wholeShare(figures.satisfaction, k)]),
  });
  const label = `${name}: ${labels.map((one, i) => `${one} ${texts[i]}`).join(", ")}`;
  return makeChart({ option, label, table: numbers, height: 50 + rows.length * rowHeight() });
}

/** @param {readonly Row[]} rows @param {number} k */
const table = (rows, k) =>
  makeTable({
    caption: wordsOf("sideBySide"),
    head: [
      wordsOf("ward"),
      wordsOf("conclusion"),
      wordsOf("satisfaction"),
      wordsOf("others"),
      `${wordsOf("difference")} (${wordsOf("percentPoints")})`,
      wordsOf("ratingCoverage"),
      wordsOf("cameraCoverage"),
      wordsOf("transactions"),
    ],
    rows: rows.map((row) => {
      const { figures, others, difference } = row;
      return [
        wardName(row),
        make("span", {}, verdictText(row)),
        wholeShare(figures.satisfaction, k),
        shareText(others, k),
        difference.verdict === "unknown"
          ? "–"
          : `${percentPoints(difference.by)} (${percentPoints(difference.low)} … ${percentPoints(difference.high)})`,
        shareText(figures.ratingCoverage, k),
        shareText(figures.cameraCoverage, k),
        figures.transactions === 0 ? wordsOf("none") : number(figures.transactions),
      ];
    }),
  });
