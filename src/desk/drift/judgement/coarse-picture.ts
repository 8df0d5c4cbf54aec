import { COEFFICIENT_SIDE } from "#contract/background.js";

/** Cells of a side; parts of a cell are found by interpolation. */
export const SIDE = 32;

/**
 * What the coefficients show, without the terms of an even slope, and the finer ones amplified: lamps and daylight change
 * the coarsest most, the camera's aim the finest.
 */
export function coarsePicture(coefficients: readonly number[]): Float64Array {
  const picture = new Float64Array(SIDE * SIDE);
  for (let v = 0; v < COEFFICIENT_SIDE; v++) {
    for (let u = v < 2 ? 2 - v : 0; u < COEFFICIENT_SIDE; u++) {
      const term = (coefficients[v * COEFFICIENT_SIDE + u] ?? 0) * norm(u) * norm(v) * Math.hypot(u, v);
      for (let y = 0; y < SIDE; y++) {
        for (let x = 0; x < SIDE; x++) {
          picture[y * SIDE + x] = (picture[y * SIDE + x] as number) + term * at(u, x) * at(v, y);
        }
      }
    }
  }
  return picture;
}

const norm = (k: number): number => (k === 0 ? Math.SQRT1_2 : 1);
const waves = Array.from({ length: COEFFICIENT_SIDE * SIDE }, (_, i) =>
  Math.cos((Math.PI * Math.floor(i / SIDE) * ((i % SIDE) + 0.5)) / SIDE),
);
const at = (k: number, cell: number): number => waves[k * SIDE + cell] as number;
