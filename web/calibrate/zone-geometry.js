/** @typedef {readonly [number, number]} Corner shares of the picture */
/** @typedef {readonly Corner[]} Outline */
/** @typedef {{ zone: Outline, exclude: readonly Outline[] }} Shapes */
/** @typedef {"crossing" | "small" | "covered"} ZoneFault */

export const LEAST_CORNERS = 3;
export const MOST_CORNERS = 16;
export const MOST_MASKS = 4;
/** A smaller outline was drawn by a slip. */
const SMALLEST = 0.005;
/** So much of the zone must stay to be looked at. */
const LEAST_OPEN = 0.15;
/** Grid for what is open: 64 × 36 points. */
const GRID = [64, 36];

/** @param {number} value */
const within = (value) => Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000;

/**
 * @param {Outline} outline
 * @param {number} index
 * @param {Corner} to
 * @returns {Outline}
 */
export const moveCorner = (outline, index, [x, y]) =>
  outline.map((corner, i) => (i === index ? [within(x), within(y)] : corner));

/**
 * A new corner half way to the next one.
 * @param {Outline} outline
 * @param {number} index
 * @returns {Outline}
 */
export function insertCorner(outline, index) {
  const [a, b] = [outline[index], outline[(index + 1) % outline.length]];
  if (!a || !b || outline.length >= MOST_CORNERS) return outline;
  /** @type {Corner} */
  const between = [within((a[0] + b[0]) / 2), within((a[1] + b[1]) / 2)];
  return [...outline.slice(0, index + 1), between, ...outline.slice(index + 1)];
}

/**
 * @param {Outline} outline
 * @param {number} index
 * @returns {Outline}
 */
export const removeCorner = (outline, index) =>
  outline.length > LEAST_CORNERS ? outline.filter((_, i) => i !== index) : outline;

/**
 * Twice the signed area of a triangle: on which side of a→b c lies.
 * @param {Corner} a
 * @param {Corner} b
 * @param {Corner} c
 */
const side = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/**
 * @param {Corner} a
 * @param {Corner} b
 * @param {Corner} c
 * @param {Corner} d
 */
function cross(a, b, c, d) {
  const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (sides.every((one) => Math.abs(one) < 1e-9)) return overlap(a, b, c, d);
  const [p = 0, q = 0, r = 0, s = 0] = sides;
  return p * q <= 0 && r * s <= 0;
}

/**
 * Of two edges on one line.
 * @param {Corner} a
 * @param {Corner} b
 * @param {Corner} c
 * @param {Corner} d
 */
const overlap = (a, b, c, d) =>
  [0, 1].every((axis) => {
    const [p, q, r, s] = [a, b, c, d].map((corner) => corner[axis] ?? 0);
    return (
      Math.max(Math.min(p ?? 0, q ?? 0), Math.min(r ?? 0, s ?? 0)) <=
      Math.min(Math.max(p ?? 0, q ?? 0), Math.max(r ?? 0, s ?? 0))
    );
  });

/** @param {Outline} outline */
export function crosses(outline) {
  const edges = outline.map(
    (corner, i) => /** @type {const} */ ([corner, outline[(i + 1) % outline.length] ?? corner]),
  );
  return edges.some(([a, b], i) =>
    edges.some(([c, d], j) => {
      const neighbours = j <= i + 1 || (i === 0 && j === edges.length - 1);
      return !neighbours && cross(a, b, c, d);
    }),
  );
}

/** @param {Outline} outline */
export function areaOf(outline) {
  const twice = outline.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = outline[(i + 1) % outline.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/**
 * @param {Outline} outline
 * @param {Corner} point
 */
export function contains(outline, [x, y]) {
  return outline.reduce((inside, [ax, ay], i) => {
    const [bx, by] = outline[(i + 1) % outline.length] ?? [ax, ay];
    const between = ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
    return between ? !inside : inside;
  }, false);
}

/**
 * The share of the zone that no mask covers.
 * @param {Shapes} shapes
 */
export function openShare({ zone, exclude }) {
  let [inside, open] = [0, 0];
  const [columns = 1, rows = 1] = GRID;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      /** @type {Corner} */
      const point = [(column + 0.5) / columns, (row + 0.5) / rows];
      if (!contains(zone, point)) continue;
      inside++;
      if (!exclude.some((mask) => contains(mask, point))) open++;
    }
  return inside === 0 ? 0 : open / inside;
}

/**
 * What is wrong, and with which outline: 0 the zone, 1 … the masks.
 * @param {Shapes} shapes
 * @returns {{ fault: ZoneFault, outline: number } | null}
 */
export function faultOf(shapes) {
  const outlines = [shapes.zone, ...shapes.exclude];
  const crossing = outlines.findIndex(crosses);
  if (crossing >= 0) return { fault: "crossing", outline: crossing };
  const small = outlines.findIndex((outline) => areaOf(outline) < SMALLEST);
  if (small >= 0) return { fault: "small", outline: small };
  return openShare(shapes) < LEAST_OPEN ? { fault: "covered", outline: 0 } : null;
}
