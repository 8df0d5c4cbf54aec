import { makeChart } from "./chart.js";
import { rowsOption } from "./chart-options.js";
import { COLOURS, rowHeight } from "./chart-style.js";
import { makeChoice } from "./choice.js";
import { make, makeTable } from "./elements.js";
import { makeEmpty, makeRunning, makeSection, makeWithheld } from "./empty.js";
import { figureTable, meanSpot, shareSpot, wholeMean, wholeShare } from "./figure-rows.js";
import { ask } from "./hub.js";
import { say, wordsOf } from "./language.js";
import { number, percent, percentTick, pointsTick } from "./numbers.js";
import { spanOf } from "./period.js";

/** @import { Breakdown } from "../../src/contract/ward-views.ts" */
/** @import { Spot } from "./chart-whiskers.js" */
/** @import { Place } from "./ward.js" */

const GROUPINGS = /** @type {const} */ (["field", "procedure", "band"]);

/** @param {Place} place */
export async function showBreakdown({ content, period, by }) {
  const grouping = GROUPINGS.find((one) => one === by) ?? "field";
  const answer = await ask("GET", `/v1/ward/breakdown?${new URLSearchParams({ ...spanOf(period), by: grouping })}`);
  if (!answer.ok) return answer.trouble;
  content.append(makeChoice(GROUPINGS, grouping), ...breakdown(answer.body, period));
  return undefined;
}

/** @param {Breakdown["rows"][number]} row @param {Breakdown["by"]} by */
function nameOf({ key, name }, by) {
  if (key === null) return wordsOf("several");
  if (by === "band") return wordsOf(key);
  return name ? say(name) : key;
}

/** @param {Breakdown} view @param {string} period */
function breakdown({ rows, by, k, withheld }, period) {
  if (rows.length === 0) return [makeEmpty({ period, view: "breakdown", k, withheld }), ...makeWithheld(withheld, k)];
  const named = rows.map((row) => ({ name: nameOf(row, by), figures: row.figures }));
  const labels = named.map(({ name }) => name);
  const table = figureTable({ caption: wordsOf("breakdown"), first: wordsOf(by), k, rows: named });
  const few = wordsOf("few", { k });
  const chart = (
    /** @type {string} */ name,
    /** @type {Spot[]} */ spots,
    /** @type {string[]} */ texts,
    /** @type {string} */ colour,
    /** @type {(value: number) => string} */ format,
  ) => {
    if (spots.every((spot) => spot === null)) return makeSection(name, "", make("p", {}, wordsOf("noChartNeeded")));
    const option = rowsOption({
      labels,
      spots,
      colour,
      format,
      tick: colour === COLOURS.camera ? pointsTick : percentTick,
      most: 100,
      name,
      few,
    });
    const label = `${name}: ${spots.map((spot, i) => `${labels[i]} ${spot ? format(spot.value) : few}`).join(", ")}`;
    const numbers = makeTable({
      caption: name,
      head: [wordsOf(by), name],
      rows: named.map((row, i) => [row.name, texts[i] ?? ""]),
    });
    return makeSection(name, "", makeChart({ option, label, table: numbers, height: 50 + rows.length * rowHeight() }));
  };
  const hidden = rows.some(({ figures }) => figures.satisfaction.state === "few" || figures.camera.state === "few");
  return [
    ...makeRunning(period),
    make("p", { class: "hint" }, wordsOf("whiskers"), ...(hidden ? [" ", wordsOf("fewMeans", { k })] : [])),
    make(
      "div",
      { class: "halves" },
      chart(
        wordsOf("satisfaction"),
        named.map(({ figures }) => shareSpot(figures.satisfaction)),
        named.map(({ figures }) => wholeShare(figures.satisfaction, k)),
        COLOURS.taps,
        (value) => percent(value / 100),
      ),
      chart(
        wordsOf("trendCamera"),
        named.map(({ figures }) => meanSpot(figures.camera)),
        named.map(({ figures }) => wholeMean(figures.camera, k)),
        COLOURS.camera,
        (value) => number(value, 1),
      ),
    ),
    make("section", { class: "card" }, table),
    ...(rows.some(({ key }) => key === null)
      ? [make("p", { class: "hint" }, `${wordsOf("several")}: ${wordsOf("severalHint")}`)]
      : []),
    ...makeWithheld(withheld, k),
  ];
}
