import { COLOURS, inkText, narrow, text } from "./chart-style.js";
import { rangeOf, whiskers } from "./chart-whiskers.js";
import { number } from "./numbers.js";

/** @import { EChartsOption } from "echarts" */
/** @import { Spot } from "./chart-whiskers.js" */
/** @typedef {{ name: string, colour: string, spots: Spot[] }} Line */

const tooltip = { renderMode: /** @type {const} */ ("richText"), confine: true, textStyle: inkText };
/** As every figure that has an interval is said. @param {NonNullable<Spot>} spot @param {(value: number) => string} format */
const withInterval = ({ value, low, high }, format) => `${format(value)} (${format(low)} – ${format(high)})`;
/** What each row is about, the first at the top. @param {string[]} labels @param {number} width */
const namesAxis = (labels, width) => ({
  type: /** @type {const} */ ("category"),
  data: labels,
  inverse: true,
  axisLabel: { ...inkText, interval: 0, width, overflow: /** @type {const} */ ("break"), lineHeight: 15 },
  axisLine: { show: false },
  axisTick: { show: false },
});

/**
 * Figures over time, each with its interval; where nothing may be said the line has a gap.
 * @param {{ labels: string[], lines: Line[], format: (value: number) => string, tick: (value: number) => string, most: number, missing: string[] }} given `missing`: what is said where there is no figure
 * @returns {EChartsOption}
 */
export function trendOption({ labels, lines, format, tick, most, missing }) {
  const all = lines.flatMap(({ spots }) => spots);
  const top = lines.length < 2 ? 16 : narrow() ? 64 : 40;
  const legend = { data: lines.map(({ name }) => name), top: 0, left: 0, textStyle: { ...text, fontSize: 13 } };
  return {
    textStyle: text,
    grid: { left: 8, right: 16, top, bottom: 8, containLabel: true },
    ...(lines.length > 1 ? { legend } : {}),
    xAxis: {
      type: "category",
      data: labels,
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { lineStyle: { color: COLOURS.soft } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      ...rangeOf(all, most),
      axisLabel: { ...text, formatter: tick },
      splitLine: { lineStyle: { color: COLOURS.grid } },
    },
    tooltip: {
      ...tooltip,
      trigger: "axis",
      formatter: (/** @type {unknown} */ given) => {
        const at = /** @type {{ dataIndex: number, axisValue: string }[]} */ (given)[0];
        if (!at) return "";
        const i = labels.indexOf(at.axisValue);
        const said = lines.map(({ name, spots }) => {
          const spot = spots[i];
          return `${name}: ${spot ? withInterval(spot, format) : missing[i]}`;
        });
        return [at.axisValue, ...said].join("\n");
      },
    },
    series: lines.flatMap((line, i) => [whiskers({ ...line, upright: true }), course(line, i === 0)]),
  };
}

/** @param {Line} line @param {boolean} first */
function course({ name, spots, colour }, first) {
  return {
    type: /** @type {const} */ ("line"),
    name,
    data: spots.map((spot) => spot?.value ?? null),
    symbol: first ? "circle" : "diamond",
    symbolSize: 8,
    itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2, type: /** @type {"solid" | "dashed"} */ (first ? "solid" : "dashed") },
    connectNulls: false,
    z: 3,
  };
}

/**
 * One figure of each row, as a dot with its interval.
 * @param {{ labels: string[], spots: Spot[], colour: string, format: (value: number) => string, tick: (value: number) => string, most: number, name: string, few: string }} given
 * @returns {EChartsOption}
 */
export function rowsOption({ labels, spots, colour, format, tick, most, name, few }) {
  const range = rangeOf(spots, most);
  return {
    textStyle: text,
    grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
    yAxis: {
      ...namesAxis(labels, narrow() ? 96 : 170),
      splitLine: { show: true, lineStyle: { color: COLOURS.grid, type: "dotted" } },
    },
    xAxis: {
      type: "value",
      ...range,
      axisLabel: { ...text, hideOverlap: true, formatter: tick },
      splitLine: { lineStyle: { color: COLOURS.grid } },
    },
    tooltip: {
      ...tooltip,
      trigger: "item",
      formatter: (/** @type {unknown} */ given) => {
        const i = /** @type {{ data: [number, number] }} */ (given).data[1];
        const spot = spots[i];
        return `${labels[i]}\n${name}: ${spot ? withInterval(spot, format) : few}`;
      },
    },
    series: [
      whiskers({ spots, colour, name, upright: false }),
      {
        type: "scatter",
        name,
        data: spots.flatMap((spot, i) => (spot ? [[spot.value, i]] : [])),
        symbolSize: 11,
        color: colour,
        z: 3,
      },
      {
        type: "scatter",
        silent: true,
        symbolSize: 0,
        data: spots.flatMap((spot, i) => (spot ? [] : [[range.min, i]])),
        label: { show: true, position: "right", formatter: few, ...text, fontSize: 13 },
      },
    ],
  };
}

/**
 * Counts of each row, as bars with their number at the end.
 * @param {{ labels: string[], counts: number[], colours: string[] }} given
 * @returns {EChartsOption}
 */
export function barsOption({ labels, counts, colours }) {
  return {
    textStyle: text,
    grid: { left: 8, right: 72, top: 4, bottom: 4, containLabel: true },
    yAxis: namesAxis(labels, narrow() ? 110 : 150),
    xAxis: { type: "value", show: false },
    series: [
      {
        type: "bar",
        barMaxWidth: 22,
        data: counts.map((value, i) => ({ value, itemStyle: { color: colours[i] ?? COLOURS.soft, borderRadius: 3 } })),
        label: { show: true, position: "right", ...inkText, formatter: ({ value }) => number(Number(value)) },
      },
    ],
  };
}
