import { describe, expect, it } from "vitest";
import { type Point, trendOf } from "../soak/trend.js";

/** Two hours of samples every 10 s: a heap's saw-tooth of 20 MB on top of `grows` MB an hour, after a warm-up. */
const samples = (grows: number): Point[] =>
  Array.from({ length: 720 }, (_, n) => {
    const hours = n / 360;
    const warmUp = 60 * Math.min(1, hours / 0.3);
    return { hours, value: 100 + warmUp + grows * hours + ((n * 7) % 40) / 2 };
  });

describe("a soak's trend", () => {
  it("is flat under a saw-tooth, and does not take the warm-up for a leak", () => {
    expect(trendOf(samples(0))).toMatchObject({ flat: true });
  });

  it("is not flat when 4 MB an hour leak", () => {
    const trend = trendOf(samples(4));
    expect(trend?.flat).toBe(false);
    expect(trend?.slope).toBeGreaterThan(3);
  });

  it("says nothing of too short a run", () => {
    expect(trendOf(samples(0).slice(0, 10))).toBeUndefined();
  });
});
