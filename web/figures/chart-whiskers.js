/** @import { CustomSeriesOption } from "echarts" */
/**
 * One figure as it is drawn; null: nothing may be said there.
 * @typedef {{ value: number, low: number, high: number } | null} Spot
 */

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

/** `upright`: the value's axis stands. @param {{ spots: Spot[], colour: string, name: string, upright: boolean, shift?: number }} given @returns {CustomSeriesOption} */
export function whiskers({ spots, colour, name, upright, shift = 0 }) {
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
export function rangeOf(spots, most) {
  const shown = spots.filter((spot) => spot !== null);
  const [low, high] = [Math.min(...shown.map((spot) => spot.low)), Math.max(...shown.map((spot) => spot.high))];
  const interval = STEPS.find((step) => (high - low) / step <= 5) ?? most / 5;
  const min = Math.max(0, Math.floor(low / interval) * interval);
  return { min, max: Math.max(min + interval, Math.min(most, Math.ceil(high / interval) * interval)), interval };
}
