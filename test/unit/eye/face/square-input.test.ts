import { describe, expect, it } from "vitest";
import { SquareSampler } from "#eye/face/square-input.js";

/** A picture whose red grows to the right and whose green grows downwards, by one level a pixel. */
function ramp(width: number, height: number) {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) rgb.set([i % width, Math.floor(i / width), 100], i * 3);
  return { rgb, width, height };
}
const level = (value: number | undefined): number => (((value ?? Number.NaN) + 1) * 255) / 2;

describe.each([
  ["shrinking", 192, 64],
  ["enlarging", 40, 64],
  ["one to one", 64, 64],
])("sampling, %s", (_name, side, size) => {
  const picture = ramp(200, 200);
  const out = new Float32Array(size * size * 3);
  new SquareSampler(size).sample(picture, { x: 4, y: 6, side }, out);

  it("puts every sample where it belongs, within half a level", () => {
    const step = side / size;
    for (const [column, row] of [
      [0, 0],
      [31, 17],
      [size - 1, size - 1],
    ] as const) {
      const i = (row * size + column) * 3;
      const tolerance = Math.max(0.51, step / 4);
      expect(Math.abs(level(out[i]) - (4 + (column + 0.5) * step - 0.5))).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(level(out[i + 1]) - (6 + (row + 0.5) * step - 0.5))).toBeLessThanOrEqual(tolerance);
      expect(level(out[i + 2])).toBeCloseTo(100, 3);
    }
  });
});

describe("a square beyond the picture", () => {
  it.each([[30], [200]])("is black outside and the picture inside (side %i)", (side) => {
    const picture = { rgb: new Uint8Array(20 * 20 * 3).fill(255), width: 20, height: 20 };
    const out = new Float32Array(64 * 64 * 3);
    new SquareSampler(64).sample(picture, { x: -side / 4, y: -side / 4, side }, out);
    expect([out[0], out[out.length - 1]]).toEqual([-1, -1]);
    const inside = Math.floor(((side / 4 + 10) / side) * 64);
    expect(out[(inside * 64 + inside) * 3]).toBeCloseTo(1, 5);
  });

  it("is all black when it misses the picture", () => {
    const out = new Float32Array(64 * 64 * 3);
    new SquareSampler(64).sample(ramp(20, 20), { x: 500, y: 500, side: 90 }, out);
    expect(out.every((value) => value === -1)).toBe(true);
  });
});
