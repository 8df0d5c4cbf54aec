import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PilotPlan, passChance, pilotSize } from "../../../scripts/pilot/sample-size.js";

const PLAN: PilotPlan = {
  floor: 0.5,
  recall: 0.7,
  power: 0.8,
  prevalence: 0.05,
  scored: 0.5,
  response: 0.6,
  counters: 8,
  alike: 0.05,
  citizensPerCounterDay: 30,
  interviewsPerDay: 60,
};
const sizeOf = (change: Partial<PilotPlan> = {}) => {
  const size = pilotSize({ ...PLAN, ...change });
  if (size.outcome === "impossible") throw new Error(size.why);
  return size;
};

describe("passChance", () => {
  it("is the binomial sum beyond the Wilson bound, by hand", () => {
    // Of 5, only 5 of 5 has a lower bound (5 ÷ (5 + 1.645²) = 0.649) above 0.5; 4 of 5 has 0.443. 0.7⁵ = 0.16807.
    expect(passChance(5, 0.7, 0.5)).toBeCloseTo(0.168_07, 10);
    // Of 10: 8 (0.541), 9 and 10 pass; 7 has 0.444. P(X ≥ 8 | 0.5) = 56 ÷ 1024.
    expect(passChance(10, 0.5, 0.5)).toBeCloseTo(56 / 1_024, 10);
  });

  it("is certain of nothing, and does not underflow where counts are large", () => {
    expect(passChance(3_000, 0.7, 0.5)).toBeCloseTo(1, 9);
    expect(passChance(3_000, 0.3, 0.5)).toBeCloseTo(0, 9);
  });
});

describe("pilotSize", () => {
  it("is near the textbook's normal approximation", () => {
    // ((1.645·√(0.5·0.5) + 0.842·√(0.7·0.3)) ÷ 0.2)² = 36.4
    expect(sizeOf().independent).toBeGreaterThanOrEqual(34);
    expect(sizeOf().independent).toBeLessThanOrEqual(44);
  });

  it("keeps its promises: the power at its size and beyond, and few wrong passes", () => {
    const { independent, wrongPass } = sizeOf();
    for (let more = 0; more < 30; more += 1)
      expect(passChance(independent + more, 0.7, 0.5)).toBeGreaterThanOrEqual(0.8);
    expect(wrongPass).toBeLessThan(0.06);
  });

  it("goes from those who are dissatisfied to the days that it takes", () => {
    const size = sizeOf({ alike: 0 });
    expect(size.dissatisfied).toBe(size.independent);
    expect(size.pairs).toBe(Math.ceil(size.dissatisfied / 0.05));
    expect(size.interviews).toBe(Math.ceil(size.pairs / 0.5));
    expect(size.days).toBe(Math.ceil(Math.max(size.asked / 240, size.interviews / 60)));
    expect(sizeOf().dissatisfied).toBeGreaterThan(size.dissatisfied);
  });

  it("says when nothing can be shown", () => {
    for (const change of [{ recall: 0.5 }, { recall: 0.501 }, { counters: 1, alike: 0.2 }])
      expect(pilotSize({ ...PLAN, ...change })).toMatchObject({ outcome: "impossible", why: expect.any(String) });
  });

  it("asks for no fewer when the hope is smaller, the power higher, or dissatisfaction rarer", () => {
    const hope = fc.integer({ min: 60, max: 90 });
    fc.assert(
      fc.property(hope, fc.integer({ min: 1, max: 30 }), (recall, prevalence) => {
        const base = { recall: recall / 100, prevalence: prevalence / 100, alike: 0 };
        const size = sizeOf(base);
        expect(sizeOf({ ...base, recall: base.recall - 0.02 }).independent).toBeGreaterThanOrEqual(size.independent);
        expect(sizeOf({ ...base, power: 0.9 }).independent).toBeGreaterThanOrEqual(size.independent);
        expect(sizeOf({ ...base, prevalence: base.prevalence / 2 }).interviews).toBeGreaterThanOrEqual(size.interviews);
      }),
      { numRuns: 15, seed: 4 },
    );
  });
});
