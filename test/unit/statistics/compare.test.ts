import { describe, expect, it } from "vitest";
import { compareMeans, meanInterval } from "#statistics/compare-means.js";
import { shareDifference, sharesDiffer } from "#statistics/compare-shares.js";
import { holm } from "#statistics/holm.js";
import { student90, studentP } from "#statistics/student.js";

describe("comparing two shares", () => {
  it("is Fisher's exact test with the mid-p: the lady who tasted tea", () => {
    // 1, 16, 36, 16 and 1 of 70 tables: half of the two that are as likely as hers, and all of the rarer ones.
    expect(sharesDiffer({ hits: 3, n: 4 }, { hits: 1, n: 4 })).toBeCloseTo(1 / 70 + 1 / 70 + 16 / 70, 9);
    expect(sharesDiffer({ hits: 4, n: 4 }, { hits: 0, n: 4 })).toBeCloseTo(1 / 70, 9);
  });

  it("says nothing of shares that are one, and holds for tens of thousands", () => {
    expect(sharesDiffer({ hits: 0, n: 50 }, { hits: 0, n: 60 })).toBeCloseTo(0.5, 9);
    expect(sharesDiffer({ hits: 29_245, n: 29_322 }, { hits: 29_150, n: 29_322 })).toBeLessThan(1e-6);
    expect(sharesDiffer({ hits: 29_245, n: 29_322 }, { hits: 29_243, n: 29_322 })).toBeGreaterThan(0.5);
  });

  it("has Newcombe's interval", () => {
    // By hand from the two Wilson intervals of 90 %: 0.7109–0.8668 and 0.5081–0.6854.
    const { by, low, high } = shareDifference({ hits: 56, n: 70 }, { hits: 48, n: 80 });
    expect(by).toBeCloseTo(0.2, 9);
    expect(low).toBeCloseTo(0.0766, 4);
    expect(high).toBeCloseTo(0.3136, 3);
  });
});

describe("comparing two means", () => {
  it("knows Student's tables", () => {
    expect(studentP(2.086, 20)).toBeCloseTo(0.05, 4);
    expect(studentP(12.706, 1)).toBeCloseTo(0.05, 4);
    expect([student90(1), student90(10), student90(1e6)].map((t) => Math.round(t * 1000) / 1000)).toEqual([
      6.314, 1.812, 1.645,
    ]);
  });

  it("is Welch's test", () => {
    const sums = (values: number[]) => ({
      n: values.length,
      total: values.reduce((sum, value) => sum + value, 0),
      squares: values.reduce((sum, value) => sum + value ** 2, 0),
    });
    const a = sums([27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4]);
    const b = sums([27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4]);
    // t = −2.8313 with 27.88 degrees of freedom.
    const { by, low, high, p } = compareMeans(a, b);
    expect(p).toBeCloseTo(0.0085, 3);
    expect(by).toBeCloseTo(a.total / 15 - b.total / 15, 9);
    expect((high - low) / 2 / Math.abs(by)).toBeCloseTo(1.7015 / 2.8313, 2);
    const alike = { n: 12, total: 600, squares: 30_000 };
    expect(compareMeans(alike, alike)).toEqual({ by: 0, low: 0, high: 0, p: 1 });
    expect(meanInterval(alike)).toEqual({ value: 50, low: 50, high: 50 });
  });
});

it("Holm's correction never lets a worse p count for less, and keeps the order given", () => {
  expect(holm([0.01, 0.04, 0.03]).map((p) => Math.round(p * 1000) / 1000)).toEqual([0.03, 0.06, 0.06]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
