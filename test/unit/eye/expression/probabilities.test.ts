import { describe, expect, it } from "vitest";
import { EXPRESSIONS, probabilitiesSchema } from "#contract/expression.js";
import { probabilitiesOf } from "#eye/expression/classifier.js";

const LOGITS = [2, 1, 0, -1, -2, 0.5, 0.25, -3];

describe("probabilitiesOf", () => {
  it("sums to one, in the contract's order and form", () => {
    const p = probabilitiesOf(LOGITS, 1);
    expect(probabilitiesSchema.parse(p)).toEqual(p);
    expect(Object.keys(p)).toEqual([...EXPRESSIONS]);
    expect(Object.values(p).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(p.neutral / p.happiness).toBeCloseTo(Math.E, 9);
  });

  it("grows less sure with the temperature, without changing the order", () => {
    const [cool, warm] = [probabilitiesOf(LOGITS, 1), probabilitiesOf(LOGITS, 2)];
    expect(warm.neutral).toBeLessThan(cool.neutral);
    expect(warm.neutral / warm.happiness).toBeCloseTo(Math.exp(0.5), 9);
  });

  it("survives logits that no exponential holds", () => {
    const p = probabilitiesOf([900, -900, 0, 0, 0, 0, 0, 0], 1);
    expect(p.neutral).toBe(1);
    expect(Object.values(p).every(Number.isFinite)).toBe(true);
  });
});
