import { makeChart } from "./chart.js";
import { trendOption } from "./chart-options.js";
import { COLOURS } from "./chart-style.js";
import { makeChoice } from "./choice.js";
import { make } from "./elements.js";
import { makeEmpty, makeSection, makeWithheld } from "./empty.js";
import { figureTable, meanSpot, shareSpot } from "./figure-rows.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { dayText, number, percent, percentTick, pointsTick } from "./numbers.js";
import { askGroups, makeOnly, nameOfOnly, onlyOf } from "./only.js";
import { kindOf, periodsNow, spanUpTo } from "./period.js";

/** @import { Trends } from "../../src/contract/ward-views.ts" */
/** @import { Line } from "./chart-options.js" */
/** @import { Place } from "./ward.js" */

const STEPS = /** @type {const} */ (["week", "month", "quarter"]);
/** What one period alone would not show: a course. */
const SHOWN = { week: 12, month: 12, quarter: 8 };
const MONTHS = { week: 4, month: 12, quarter: 24 };
const DAY_MS = 86_400_000;

/** @param {Place} place */
export async function showTrends({ content, period, by, of }) {
  const usual = kindOf(period) === "year" ? "month" : "week";
  const step = STEPS.find((one) => one === by) ?? usual;
  const only = onlyOf(of);
  const span = spanUpTo(period, MONTHS[step]);
  const query = new URLSearchParams({ ...span, by: step, ...(only ? { [only.by]: only.key } : {}) });
  const [answer, groups] = await Promise.all([ask("GET", `/v1/ward/trends?${query}`), askGroups(span)]);
  if (!answer.ok) return answer.trouble;
  content.append(
    makeChoice(STEPS, step),
    makeOnly(groups, { only, step }),
    ...trends(answer.body, period, only && nameOfOnly(groups, only)),
  );
  return undefined;
}

/** The last of them, none that is still to come. @param {Trends} view */
function recent({ points, by }) {
  const { today } = periodsNow();
  const begun = points.filter(({ start }) => start <= today);
  if (by !== "week") return begun.slice(-SHOWN[by]);
  // By days: a week that a month's border cuts is two points.
  const last = Date.parse(begun.at(-1)?.end ?? today);
  return begun.filter(({ end }) => (last - Date.parse(end)) / DAY_MS < SHOWN.week * 7);
}

/** @param {Trends} view @param {string} period @param {string | null} name of what it is of; null: the whole office */
function trends(view, period, name) {
  const { by, k, weekless, withheld } = view;
  const points = recent(view);
  const shown = points.filter(({ figures }) => figures.transactions > 0);
  const apart = weekless > 0 ? [make("p", { class: "hint" }, wordsOf("weekless", { n: number(weekless) }))] : [];
  if (shown.length === 0 && name) return [make("p", {}, `${name}: ${wordsOf("courseNone")}`), ...apart];
  if (shown.length === 0) return [makeEmpty({ period, view: "trends", k, withheld }), ...makeWithheld(withheld, k)];
  const { today } = periodsNow();
  const missing = points.map(({ end }) => wordsOf(end >= today ? "notOver" : "few", { k }));
  const labels = points.map(({ start, end }) => labelOf(by, start, end));
  const rows = points.map(({ figures, end }, i) => ({
    name: end >= today ? `${labels[i]} (${wordsOf("notOver")})` : (labels[i] ?? ""),
    figures,
  }));
  const table = (/** @type {string} */ caption) => figureTable({ caption, first: wordsOf(by), k, rows });
  const titled = (/** @type {string} */ words) => (name ? `${name}: ${wordsOf(words)}` : wordsOf(words));
  const satisfaction = { name: wordsOf("satisfaction"), colour: COLOURS.taps };
  const camera = { name: wordsOf("camera"), colour: COLOURS.camera };
  const ratingCoverage = { name: wordsOf("ratingCoverage"), colour: COLOURS.taps };
  const cameraCoverage = { name: wordsOf("cameraCoverage"), colour: COLOURS.camera };
  return [
    make("p", { class: "hint" }, `${name ? `${name}. ` : ""}${wordsOf("trendSpan", spanOfPoints(points))}`),
    ...(name ? [make("p", { class: "hint" }, wordsOf("courseAlone"))] : []),
    make("p", { class: "hint" }, `${wordsOf("whiskers")} ${wordsOf("gap", { k })}`),
    course({
      ...{ title: titled("trendSatisfaction"), unit: "share", labels, missing, table },
      lines: [{ ...satisfaction, spots: points.map(({ figures }) => shareSpot(figures.satisfaction)) }],
    }),
    course({
      ...{ title: titled("trendCamera"), unit: "points", labels, missing, table },
      lines: [{ ...camera, spots: points.map(({ figures }) => meanSpot(figures.camera)) }],
    }),
    course({
      ...{ title: titled("trendCoverage"), unit: "share", labels, missing, table },
      lines: [
        { ...ratingCoverage, spots: points.map(({ figures }) => shareSpot(figures.ratingCoverage)) },
        { ...cameraCoverage, spots: points.map(({ figures }) => shareSpot(figures.cameraCoverage)) },
      ],
    }),
    ...apart,
    ...makeWithheld(withheld, k),
  ];
}

/**
 * One chart over the periods, with all figures of theirs behind it.
 * @param {{ title: string, lines: Line[], unit: "share" | "points", labels: string[], missing: string[], table: (caption: string) => HTMLElement }} given
 */
function course({ title, lines, unit, labels, missing, table }) {
  if (lines.every(({ spots }) => spots.every((spot) => spot === null)))
    return makeSection(title, "", make("p", {}, wordsOf("noChartNeeded")));
  const format = (/** @type {number} */ value) => (unit === "share" ? percent(value / 100) : number(value, 1));
  const tick = unit === "share" ? percentTick : pointsTick;
  const option = trendOption({ labels, lines, format, tick, most: 100, missing });
  const label = lines
    .map(({ name, spots }) => {
      const said = spots.map((spot, i) => `${labels[i]} ${spot ? format(spot.value) : missing[i]}`);
      return `${name}: ${said.join(", ")}`;
    })
    .join(". ");
  return makeSection(title, "", makeChart({ option, label, table: table(title) }));
}

/** @param {Trends["points"]} points */
const spanOfPoints = (points) => ({
  from: dayText(points[0]?.start ?? periodsNow().today),
  to: dayText(points.at(-1)?.end ?? periodsNow().today),
});

/** @param {Trends["by"]} by @param {string} start @param {string} end */
function labelOf(by, start, end) {
  if (by === "week") return `${dayText(start).slice(0, 5)}–${dayText(end).slice(0, 5)}`;
  if (by === "month") return `${start.slice(5, 7)}/${start.slice(0, 4)}`;
  return wordsOf("quarterOf", { quarter: Math.ceil(Number(start.slice(5, 7)) / 3), year: start.slice(0, 4) });
}
