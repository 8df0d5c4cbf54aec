import { describe, expect, it } from "vitest";
import { type Mapping, mappingSchema } from "#contract/mapping.js";
import { learnMapping } from "#hub/mapping/learn-mapping.js";
import { mappedScore } from "#hub/mapping/mapped-score.js";
import { CUTS, tableOf } from "#hub/report/agreement/pair-table.js";
import { mappingPairs } from "../../../support/mapping-pairs.js";

describe("learning a mapping", () => {
  it("adopts one where faces say something and the default cuts miss it", () => {
    const pairs = mappingPairs({ n: 1_500, seed: 1, apart: 1 });
    const learned = learnMapping(pairs, 10);
    if (learned.outcome !== "adopted") throw new Error(learned.outcome);
    expect(learned.gains.kappa.least).toBeGreaterThan(0);
    expect(learned.gains.kappa.value).toBeGreaterThan(learned.gains.kappa.least);
    expect(learned.odd).toEqual([]);
    const counted = pairs.map(({ rating, statistics }) => ({
      rating,
      score: mappedScore(learned.mapping, statistics),
      n: 1,
    }));
    const [called, tapped] = [tableOf(counted).map((row) => row[0] ?? 0), tableOf(counted)[0] ?? []];
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(Math.abs(sum(called) - sum(tapped))).toBeLessThanOrEqual(1);
  });

  it("refuses pure chance: of 100 wards whose faces say nothing at most two adopt", () => {
    const adopted = Array.from({ length: 100 }, (_, seed) =>
      learnMapping(mappingPairs({ n: 400, seed, apart: 0 }), 10),
    ).filter(({ outcome }) => outcome === "adopted");
    expect(adopted.length).toBeLessThanOrEqual(2);
  });

  it("refuses what the raw score does as well", () => {
    const pairs = mappingPairs({ n: 1_500, seed: 2, apart: 1 });
    const inTheRightPlaces = { dissatisfied: 20, satisfied: 50, very_satisfied: 80 };
    const perfect = pairs.map((pair) => ({ ...pair, score: inTheRightPlaces[pair.rating] }));
    expect(learnMapping(perfect, 10)).toMatchObject({ outcome: "refused", reason: "no_better_than_raw" });
  });

  it("refuses a world in which happy faces tap dissatisfied", () => {
    const upsideDown = mappingPairs({ n: 1_500, seed: 3, apart: -1.5 });
    expect(learnMapping(upsideDown, 10).outcome).toBe("refused");
  });

  it("never lets a happier face lower the level", () => {
    for (const seed of [4, 5, 6, 7]) {
      const learned = learnMapping(mappingPairs({ n: 1_500, seed, apart: 1 }), 10);
      if (learned.outcome !== "adopted") throw new Error(learned.outcome);
      const { weights } = learned.mapping;
      expect(Math.min(weights.valenceWhole, weights.valenceEnd, weights.positiveShare)).toBeGreaterThanOrEqual(0);
      expect(weights.negativeShare).toBeLessThanOrEqual(0);
    }
  });

  it("says what is missing, and for how long still", () => {
    const rare = mappingPairs({ n: 1_000, seed: 1, apart: 1, shares: [0.005, 0.7] });
    const have = rare.filter(({ rating }) => rating === "dissatisfied").length;
    expect(learnMapping(rare, 30)).toMatchObject({
      outcome: "not_enough",
      missing: [{ of: "dissatisfied", have, need: 20, days: Math.ceil(((20 - have) / have) * 30) }],
    });
    expect(learnMapping([], 30)).toMatchObject({ outcome: "not_enough", pairs: 0 });
  });

  it("learns nothing of taps that are all equal", () => {
    const same = mappingPairs({ n: 500, seed: 1, apart: 1 }).map((pair) => ({ ...pair, rating: "satisfied" as const }));
    expect(learnMapping(same, 10)).toMatchObject({
      outcome: "not_enough",
      missing: [
        { of: "dissatisfied", have: 0, days: null },
        { of: "very_satisfied", have: 0, days: null },
      ],
    });
  });

  it("leaves a counter out whose camera reads otherwise, and names no other", () => {
    const pairs = mappingPairs({ n: 2_000, seed: 8, apart: 1, counters: 5 });
    const shifted = pairs.map((pair) => (pair.counter === "quay-2" ? { ...pair, score: pair.score - 15 } : pair));
    const learned = learnMapping(shifted, 10);
    expect(learned.odd.map(({ counter }) => counter)).toEqual(["quay-2"]);
    expect(Math.abs((learned.odd[0]?.points ?? 0) + 15)).toBeLessThan(2);
    expect(learned.pairs).toBe(1_600);
  });

  it("calls no camera odd where only the citizens differ", () => {
    const angry = mappingPairs({ n: 500, seed: 9, apart: 1, shares: [0.5, 0.4], counters: 1 });
    const calm = mappingPairs({ n: 1_500, seed: 10, apart: 1, counters: 3 });
    const pairs = [...angry.map((pair) => ({ ...pair, counter: "quay-9" })), ...calm];
    expect(learnMapping(pairs, 10).odd).toEqual([]);
  });
});

describe("a mapping", () => {
  const good: Mapping = {
    weights: { valenceWhole: 3, valenceEnd: 2, positiveShare: 1, negativeShare: -1, shortSmileShare: -30 },
    cuts: { satisfied: -0.5, verySatisfied: 0.8 },
  };
  const still = { positiveShare: 0, negativeShare: 0, shortSmileShare: 0 };

  it("puts its cuts where an uncalibrated score changes its level", () => {
    expect(mappedScore(good, { ...still, valenceWhole: -0.1, valenceEnd: -0.1 })).toBeCloseTo(CUTS.satisfied, 9);
    expect(mappedScore(good, { ...still, valenceWhole: 0.16, valenceEnd: 0.16 })).toBeCloseTo(CUTS.verySatisfied, 9);
  });

  it("is absurd when a neutral face is dissatisfied, anger is not, or happiness costs", () => {
    expect(mappingSchema.safeParse(good).success).toBe(true);
    const cuts = (satisfied: number, verySatisfied: number) => ({ ...good, cuts: { satisfied, verySatisfied } });
    for (const absurd of [
      cuts(0.1, 0.8),
      cuts(0, -0.1),
      cuts(-20, 0.8),
      cuts(-0.5, 20),
      { ...good, weights: { ...good.weights, valenceEnd: -0.1 } },
      { ...good, weights: { ...good.weights, negativeShare: 0.1 } },
      { ...good, weights: { ...good.weights, shortSmileShare: -1e9 } },
      { ...good, weights: { ...good.weights, age: 1 } },
    ]) {
      expect(mappingSchema.safeParse(absurd).success).toBe(false);
    }
  });
});
