import { describe, expect, it } from "vitest";
import { percentText } from "#hub/report/half-up.js";
import { bandOf, index54Of, sheetOf } from "#hub/report/legal-indices.js";

describe("a percentage", () => {
  it.each([
    [29_322, 31_751, "92.35"], // the newspaper truncates to 92.34
    [29_245, 29_322, "99.74"],
    [1, 8, "12.50"],
    [1, 3, "33.33"],
    [2, 3, "66.67"],
    [0, 7, "0.00"],
    [7, 7, "100.00"],
    [3, 2, "150.00"],
    // exactly half a hundredth goes up, where binary fractions would fall on either side
    [1, 20_000, "0.01"],
    [201, 20_000, "1.01"],
    [20_099, 20_000, "100.50"],
    [1_005, 100_000, "1.01"],
    [1, 20_001, "0.00"],
    // beyond what a product of doubles holds exactly
    [9_007_199_254_740_991, 9_007_199_254_740_991, "100.00"],
  ])("%i of %i is %s", (n, of, text) => expect(percentText(n, of)).toBe(text));
});

describe("index 5.4 of Decision 766", () => {
  const dossiers = { received: 1_100, resolved: 1_000, overdue: 60, complaints: 10, disliked: 30 };

  it("takes off what was late and what was disliked; 90 % has full marks", () => {
    expect(index54Of(dossiers, 0)).toEqual({
      resolved: 1_000,
      overdue: 60,
      overduePercent: "6.00",
      disliked: 40,
      dislikedPercent: "4.00",
      dislikedFrom: "imports",
      value: "90.00",
      full: true,
    });
    expect(index54Of({ ...dossiers, overdue: 61 }, 0)).toMatchObject({ value: "89.90", full: false });
  });

  it("counts dissatisfied taps only where the one-stop system counts nothing", () => {
    expect(index54Of({ ...dossiers, disliked: null }, 12)).toMatchObject({ disliked: 22, dislikedFrom: "taps" });
    expect(index54Of(dossiers, 12)).toMatchObject({ disliked: 40 });
  });

  it("is never below nothing, and nothing where nothing was resolved", () => {
    expect(index54Of({ ...dossiers, resolved: 50, overdue: 50 }, 0)).toMatchObject({ value: "0.00", full: false });
    expect(index54Of({ ...dossiers, resolved: 0, overdue: 0 }, 0)).toBeNull();
    expect(index54Of(null, 3)).toBeNull();
  });
});

describe("the sheet of 18 points", () => {
  const points = (...self: readonly number[]) =>
    self.map((value, place) => ({ index: place + 1, self: value, appraised: null, evidence: "" }));

  it("calls exactly 15 excellent", () => {
    expect(sheetOf(points(2, 2, 2, 2, 2, 2, 1, 1, 1))?.self).toEqual({ hundredths: 1_500, band: "excellent" });
    // In binary fractions this adds up to 14.999999999999998.
    expect(sheetOf(points(1.7, 1.6, 1.7, 1.7, 1.7, 1.6, 1.7, 1.6, 1.7))?.self).toEqual({
      hundredths: 1_500,
      band: "excellent",
    });
    expect(sheetOf(points(2, 2, 2, 2, 2, 2, 1, 1, 0.99))?.self).toEqual({ hundredths: 1_499, band: "good" });
  });

  it.each([
    [1_800, "excellent"],
    [1_500, "excellent"],
    [1_499, "good"],
    [1_200, "good"],
    [1_199, "fair"],
    [900, "fair"],
    [899, "average"],
    [600, "average"],
    [599, "weak"],
    [0, "weak"],
  ])("%i hundredths are %s", (hundredths, band) => expect(bandOf(hundredths)).toBe(band));

  it("has no total before all nine are there, and is no sheet before one is", () => {
    expect(sheetOf(points(2, 2))).toMatchObject({ self: null, appraised: null });
    expect(sheetOf(points(2, 2))?.rows).toHaveLength(9);
    expect(sheetOf([])).toBeNull();
  });
});
