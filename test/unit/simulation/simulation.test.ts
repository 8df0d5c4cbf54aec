import { describe, expect, it } from "vitest";
import { demandsOf } from "#simulation/demands.js";
import { createRandom } from "#simulation/random.js";
import { SCENARIO, SCENARIOS } from "#simulation/scenario.js";
import { simulateTransaction } from "#simulation/simulated-transaction.js";
import { simulate } from "#simulation/simulation.js";

const say = (code: string) => ({ code, vi: "", en: "" });

describe("the simulator of counters", () => {
  it.each(SCENARIOS)(
    "%s ends as it must",
    (scenario) => {
      const simulation = simulate({ scenario, transactions: 6_000, seed: 5 }, say);
      const demands = demandsOf(simulation);
      expect(demands.length).toBeGreaterThan(1);
      expect(demands.filter(({ met }) => !met)).toEqual([]);
      expect(JSON.stringify(simulation)).not.toContain("null,null");
    },
    60_000,
  );

  it("gives the same for the same seed, and other citizens for another", () => {
    const at = (seed: number) => simulate({ scenario: "informative", transactions: 300, seed }, say);
    expect(at(7)).toEqual(at(7));
    expect(at(7)).not.toEqual(at(8));
  });

  it("plays a transaction alike whatever came before it", () => {
    const play = (number: number) => simulateTransaction(SCENARIO.informative, 1, number);
    const alone = play(41);
    const row = Array.from({ length: 60 }, (_, number) => play(number));
    expect(row[41]).toEqual(alone);
    expect(new Set(row.map((one) => JSON.stringify(one))).size).toBeGreaterThan(30);
  });

  it("never scores a citizen who did not agree", () => {
    const all = Array.from({ length: 300 }, (_, i) => simulateTransaction(SCENARIO.informative, 1, i));
    const silent = all.filter(({ abstained }) => abstained === "no_consent");
    expect(silent.length).toBeGreaterThan(60);
    expect(silent.every(({ pair }) => pair === undefined)).toBe(true);
  });
});

describe("chance by seed", () => {
  it("is uniform and normal", () => {
    const random = createRandom(3, 4);
    const uniform = Array.from({ length: 20_000 }, () => random.next());
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(uniform.reduce((sum, value) => sum + value, 0) / 20_000).toBeCloseTo(0.5, 1);
    const normal = Array.from({ length: 20_000 }, () => random.normal());
    expect(normal.reduce((sum, value) => sum + value ** 2, 0) / 20_000).toBeCloseTo(1, 1);
  });
});
