import { describe, expect, it } from "vitest";
import type { Mapping } from "#contract/mapping.js";
import { type LearnedKeys, review } from "#hub/mapping/review.js";
import { mappingPairs } from "../../../support/mapping-pairs.js";

const say = (code: string) => ({ code, vi: "", en: "" });
const start: LearnedKeys = { mapping: null, mode: "advisory" };
const look = (pairs: Parameters<typeof review>[0], now: LearnedKeys) =>
  review(pairs, { days: 10, now, k: 10, recallFloor: 0.5, say });
const other: Mapping = {
  weights: { valenceWhole: 0.1, valenceEnd: 0.1, positiveShare: 9, negativeShare: 0, shortSmileShare: 50 },
  cuts: { satisfied: -0.01, verySatisfied: 1 },
};

describe("a review", () => {
  it("adopts, and moves the mode by what the mapping said of pairs that it was not made of", () => {
    const clear = look(mappingPairs({ n: 2_000, seed: 1, apart: 2 }), start);
    expect(clear.keys).toMatchObject({ mapping: { cuts: {} }, mode: "active" });
    expect(clear.step.reason).toBe("recall_above_floor");
  });

  it("keeps the mapping in force where a new fit says nearly the same, and replaces it where not", () => {
    const pairs = mappingPairs({ n: 2_000, seed: 1, apart: 1 });
    const { keys } = look(pairs, start);
    const more = [...pairs, ...mappingPairs({ n: 20, seed: 2, apart: 1 })];
    expect(look(more, keys).keys.mapping).toBe(keys.mapping);
    expect(look(pairs, { ...keys, mapping: other }).keys.mapping).toEqual(keys.mapping);
  });

  it("withdraws a mapping that its own pairs no longer bear out, and suspends the mode", () => {
    const { keys, step } = look(mappingPairs({ n: 2_000, seed: 1, apart: 0 }), { mapping: other, mode: "active" });
    expect(keys).toEqual({ mapping: null, mode: "suspended" });
    expect(step.reason).toBe("recall_below_floor");
  });

  it("changes nothing while there are too few pairs", () => {
    const now: LearnedKeys = { mapping: other, mode: "active" };
    expect(look([], now).keys).toEqual(now);
    expect(look([], start).keys).toEqual(start);
  });
});
