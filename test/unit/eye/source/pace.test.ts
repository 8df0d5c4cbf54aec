import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pace } from "#eye/source/pace.js";

const due = (fps: number, times: readonly number[]): number[] => {
  const pace = new Pace(fps);
  return times.filter((time) => pace.isDue(time));
};
const every = (ms: number, count: number): number[] => Array.from({ length: count }, (_, index) => 5_000 + index * ms);

describe("Pace", () => {
  it.each([
    [5, 40, 50],
    [5, 1000 / 12, 24],
    [10, 1000 / 15, 30],
    [30, 1000 / 30, 60],
  ])("takes %d a second of a picture every %d ms", (fps, ms, count) => {
    const seconds = (count * ms) / 1000;
    expect(Math.abs(due(fps, every(ms, count)).length - fps * seconds)).toBeLessThanOrEqual(1);
  });

  it("takes every picture of a slower source", () => {
    expect(due(5, every(500, 20))).toHaveLength(20);
  });

  it("forgives the jitter of a source at its own rate", () => {
    const jitter = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(jitter, (offsets) => {
        const times = offsets.map((offset, index) => 1_000 + index * 200 + offset);
        expect(due(5, times).length).toBeGreaterThanOrEqual(49);
      }),
    );
  });

  it("does not make up for a gap", () => {
    const after = every(10, 100).map((time) => time + 60_000);
    expect(due(5, [...every(40, 10), ...after]).filter((time) => time > 60_000).length).toBeLessThanOrEqual(6);
  });
});
