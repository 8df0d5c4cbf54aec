import { number } from "./numbers.js";

/** @import { CustomSeriesOption, EChartsOption } from "echarts" */
/**
 * One figure as it is drawn; null: nothing may be said there.
 * @typedef {{ value: number, low: number, high: number } | null} Spot
 * @typedef {{ name: string, colour: string, spots: Spot[], symbol?: string }} Line
 */

export const COLOURS = {
  ink: "#1c2a33",
  soft: "#4a5a63",
  grid: "#d9d4c6",
  taps: "#0f5c63",
  camera: "#7a4d9c",
  coverage: "#b0641c",
  dissatisfied: "#b3541e",
  satisfied: "#7fb5b0",
  very_satisfied: "#0f5c63",
};
/** In single quotes: it stands in attributes of the drawing for paper, which double ones would end. */
export const FONT = "'Noto Sans', 'Be Vietnam Pro', 'Segoe UI', Roboto, 'DejaVu Sans', system-ui, sans-serif";
/** Below it a legend needs two lines. */
const NARROW = 640;
/** Long names take three lines where the screen is narrow. */
export const rowHeight = () => (innerWidth < NARROW ? 56 : 38);
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const text = { color: COLOURS.soft, fontFamily: FONT, fontSize: 12 };

/** `upright`: the value's axis stands. @param {{ spots: Spot[], colour: string, name: string, upright: boolean, shift?: number }} given @returns {CustomSeriesOption} */
function whiskers({ spots, colour, name, upright, shift = 0 }) {
  return {
    type: "custom",
    name,
    itemStyle: { color: colour },
    silent: true,
    z: 1,
    data: spots.flatMap((spot, i) => (spot ? [[i, spot.low, spot.high]] : [])),
    renderItem: (_parameters, api) => {
      const [at, low, high] = [api.value(0), api.value(1), api.value(2)];
      const [a, b] = [low, high].map((value) => api.coord(upright ? [at, value ?? 0] : [value ?? 0, at]));
      const [x1 = 0, y1 = 0] = a ?? [];
      const [x2 = 0, y2 = 0] = b ?? [];
      const [dx, dy] = upright ? [shift, 0] : [0, shift];
      const style = { stroke: colour, lineWidth: 1.5, opacity: 0.75 };
      const cap = (/** @type {number} */ x, /** @type {number} */ y) => ({
        type: /** @type {const} */ ("line"),
        shape: upright ? { x1: x - 4, y1: y, x2: x + 4, y2: y } : { x1: x, y1: y - 4, x2: x, y2: y + 4 },
        style,
      });
      return {
        type: "group",
        children: [
          { type: "line", shape: { x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy }, style },
          cap(x1 + dx, y1 + dy),
          cap(x2 + dx, y2 + dy),
        ],
      };
    },
    encode: upright ? { x: 0, y: [1, 2] } : { x: [1, 2], y: 0 },
  };
}

/** So much of the axis as the figures need, in round steps. @param {Spot[]} spots @param {number} most */
function rangeOf(spots, most) {
  const shown = spots.filter((spot) => spot !== null);
  const [low, high] = [Math.min(...shown.map((spot) => spot.low)), Math.max(...shown.map((spot) => spot.high))];
  const interval = STEPS.find((step) => (high - low) / step <= 5) ?? most / 5;
  const min = Math.max(0, Math.floor(low / interval) * interval);
  return { min, max: Math.max(min + interval, Math.min(most, Math.ceil(high / interval) * interval)), interval };
}

/**
 * Figures over time, each with its interval; where nothing may be said the line has a gap.
 * @param {{ labels: string[], lines: Line[], format: (value: number) => string, tick: (value: number) => string, most: number, missing: string[] }} given `missing`: what is said where there is no figure
 * @returns {EChartsOption}
 */
export function trendOption({ labels, lines, format, tick, most, missing }) {
  const range = rangeOf(
    lines.flatMap(({ spots }) => spots),
    most,
  );
  return {
    textStyle: text,
    grid: {
      left: 8,
      right: 16,
      top: lines.length < 2 ? 16 : innerWidth < NARROW ? 64 : 40,
      bottom: 8,
      containLabel: true,
    },
    ...(lines.length > 1
      ? { legend: { data: lines.map(({ name }) => name), top: 0, left: 0, textStyle: { ...text, fontSize: 13 } } }
      : {}),
    xAxis: {
      type: "category",
      data: labels,
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { lineStyle: { color: COLOURS.soft } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      ...range,
      axisLabel: { ...text, formatter: tick },
      splitLine: { lineStyle: { color: COLOURS.grid } },
    },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      textStyle: { ...text, color: COLOURS.ink, fontSize: 13 },
      formatter: (/** @type {unknown} */ given) => {
        const at = /** @type {{ dataIndex: number, axisValue: string }[]} */ (given)[0];
        if (!at) return "";
        const i = labels.indexOf(at.axisValue);
        const said = lines.map(({ name, spots }) => {
          const spot = spots[i];
          return spot
            ? `${name}: ${format(spot.value)} (${format(spot.low)} – ${format(spot.high)})`
            : `${name}: ${missing[i]}`;
        });
        return [at.axisValue, ...said].join("\n");
      },
    },
    series: lines.flatMap((line, i) => [
      whiskers({ ...line, upright: true }),
      {
        type: /** @type {const} */ ("line"),
        name: line.name,
        data: line.spots.map((spot) => spot?.value ?? null),
        symbol: i === 0 ? "circle" : "diamond",
        symbolSize: 8,
        itemStyle: { color: line.colour },
        lineStyle: {
          color: line.colour,
          width: 2,
          type: i === 0 ? /** @type {const} */ ("solid") : /** @type {const} */ ("dashed"),
        },
        connectNulls: false,
        z: 3,
      },
    ]),
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
      type: "category",
      data: labels,
      inverse: true,
      axisLabel: {
        ...text,
        fontSize: 13,
        color: COLOURS.ink,
        interval: 0,
        width: innerWidth < NARROW ? 96 : 170,
        overflow: "break",
        lineHeight: 15,
      },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: COLOURS.grid, type: "dotted" } },
    },
    xAxis: {
      type: "value",
      ...range,
      axisLabel: { ...text, hideOverlap: true, formatter: tick },
      splitLine: { lineStyle: { color: COLOURS.grid } },
    },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      confine: true,
      textStyle: { ...text, color: COLOURS.ink, fontSize: 13 },
      formatter: (/** @type {unknown} */ given) => {
        const i = /** @type {{ data: [number, number] }} */ (given).data[1];
        const spot = spots[i];
        return `${labels[i]}\n${name}: ${spot ? `${format(spot.value)} (${format(spot.low)} – ${format(spot.high)})` : few}`;
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
    yAxis: {
      type: "category",
      data: labels,
      inverse: true,
      axisLabel: {
        ...text,
        fontSize: 13,
        color: COLOURS.ink,
        interval: 0,
        width: innerWidth < NARROW ? 110 : 150,
        overflow: "break",
        lineHeight: 15,
      },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    xAxis: { type: "value", show: false },
    series: [
      {
        type: "bar",
        barMaxWidth: 22,
        data: counts.map((value, i) => ({ value, itemStyle: { color: colours[i] ?? COLOURS.soft, borderRadius: 3 } })),
        label: {
          show: true,
          position: "right",
          ...text,
          fontSize: 13,
          color: COLOURS.ink,
          formatter: ({ value }) => number(Number(value)),
        },
      },
    ],
  };
}
