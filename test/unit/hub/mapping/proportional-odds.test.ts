import { describe, expect, it } from "vitest";
import { fitProportionalOdds, logLikelihood, type Observation } from "#hub/mapping/proportional-odds.js";

// The Copenhagen housing survey (Madsen 1976), counts of satisfaction low, medium, high by contact, type and influence,
// and the fit that Venables and Ripley print for it (Modern Applied Statistics with S, 4th ed., section 7.3: polr).
const COUNTS = [
  [21, 21, 28, 34, 22, 36, 10, 11, 36, 61, 23, 17, 43, 35, 40, 26, 18, 54],
  [13, 9, 10, 8, 8, 12, 6, 7, 9, 18, 6, 7, 15, 13, 13, 7, 5, 11],
  [14, 19, 37, 17, 23, 40, 3, 5, 23, 78, 46, 43, 48, 45, 86, 15, 25, 62],
  [20, 23, 20, 10, 22, 24, 7, 10, 21, 57, 23, 13, 31, 21, 13, 5, 6, 13],
].flat();

function housing(): Observation[] {
  return COUNTS.flatMap((count, i) => {
    const influence = Math.floor(i / 3) % 3;
    const type = Math.floor(i / 9) % 4;
    const contact = Math.floor(i / 36);
    const features = [+(influence === 1), +(influence === 2), +(type === 1), +(type === 2), +(type === 3), contact];
    return Array.from({ length: count }, () => ({ level: i % 3, features }));
  });
}

describe("proportional odds", () => {
  it("reproduces the published fit of the housing survey", () => {
    const rows = housing();
    expect(rows).toHaveLength(1_681);
    const model = fitProportionalOdds(rows, 3, 0);
    const published = [0.5663937, 1.2888191, -0.5723501, -0.3661866, -1.0910149, 0.3602841];
    for (const [j, weight] of published.entries()) expect(model.weights[j]).toBeCloseTo(weight, 4);
    expect(model.thresholds[0]).toBeCloseTo(-0.4961353, 4);
    expect(model.thresholds[1]).toBeCloseTo(0.6907083, 4);
    const deviance = -2 * rows.reduce((sum, row) => sum + logLikelihood(model, row), 0);
    expect(deviance).toBeCloseTo(3479.149, 2);
  });

  it("keeps weights finite by the penalty where levels are wholly apart", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ level: Math.floor(i / 20), features: [i / 10] }));
    const [weight = Number.NaN] = fitProportionalOdds(rows, 3, 1).weights;
    expect(weight).toBeGreaterThan(1);
    expect(weight).toBeLessThan(50);
  });

  it("gives no weight to a feature that never moves", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ level: i % 3, features: [0] }));
    expect(fitProportionalOdds(rows, 3, 1).weights[0]).toBeCloseTo(0, 9);
  });
});
