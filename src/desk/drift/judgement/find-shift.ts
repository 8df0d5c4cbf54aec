import { SIDE } from "#desk/drift/judgement/coarse-picture.js";

export type Shift = {
  /** By how much what was at a place now stands elsewhere, in shares of the zone's sides. */
  readonly dx: number;
  readonly dy: number;
  /** Correlation of what both pictures show, −1 to 1: shifted so, and left as they are. */
  readonly likeness: number;
  readonly unmoved: number;
};

/** Of the zone's side; less of the two pictures in common tells nothing. */
const FARTHEST = 12;
/** Stripes agree with themselves all along them: of shifts that are nearly as good, the smaller counts. */
const FAR = 0.1;

/**
 * The shift at which two coarse pictures agree best, each correlated over what is in both: what leaves at one edge and
 * comes at the other must not speak for "not moved", as it does in phase correlation, whose picture is a torus.
 */
export function findShift(before: Float64Array, now: Float64Array): Shift {
  let best = { dx: 0, dy: 0, worth: correlation(before, now, 0, 0) };
  for (let dy = -FARTHEST; dy <= FARTHEST; dy++) {
    for (let dx = -FARTHEST; dx <= FARTHEST; dx++) {
      const worth = worthOf(before, now, dx, dy);
      if (worth > best.worth) best = { dx, dy, worth };
    }
  }
  const at = (x: number, y: number): number => worthOf(before, now, best.dx + x, best.dy + y);
  return {
    dx: (best.dx + summit(at(-1, 0), best.worth, at(1, 0))) / SIDE,
    dy: (best.dy + summit(at(0, -1), best.worth, at(0, 1))) / SIDE,
    likeness: correlation(before, now, best.dx, best.dy),
    unmoved: correlation(before, now, 0, 0),
  };
}

const worthOf = (before: Float64Array, now: Float64Array, dx: number, dy: number): number =>
  correlation(before, now, dx, dy) - (FAR * Math.hypot(dx, dy)) / SIDE;

/** Pearson's, over the cells that the picture and the shifted one have in common. */
function correlation(before: Float64Array, now: Float64Array, dx: number, dy: number): number {
  let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  for (let y = Math.max(0, -dy); y < Math.min(SIDE, SIDE - dy); y++) {
    for (let x = Math.max(0, -dx); x < Math.min(SIDE, SIDE - dx); x++) {
      const p = before[y * SIDE + x] as number;
      const q = now[(y + dy) * SIDE + x + dx] as number;
      n++;
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  const spread = (aa - (a * a) / n) * (bb - (b * b) / n);
  return spread > 0 ? (ab - (a * b) / n) / Math.sqrt(spread) : 0;
}

/** Where the parabola through three equidistant points has its top. */
function summit(left: number, middle: number, right: number): number {
  const bend = left - 2 * middle + right;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (left - right) / (2 * bend))) : 0;
}
