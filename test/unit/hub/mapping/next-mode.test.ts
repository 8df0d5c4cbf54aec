import { describe, expect, it } from "vitest";
import type { Agreement } from "#contract/double-rating.js";
import { nextMode } from "#hub/mapping/next-mode.js";
import { agreementOf } from "#hub/report/agreement/agreement.js";

type Mode = Agreement["mode"];

/** A ward where `found` of `dissatisfied` citizens are found, and one in fifty of the others is called so. */
function step(mode: Mode, found: number, dissatisfied: number) {
  const pairs = [
    { rating: "dissatisfied" as const, score: 20, n: found },
    { rating: "dissatisfied" as const, score: 50, n: dissatisfied - found },
    { rating: "satisfied" as const, score: 20, n: 20 },
    { rating: "satisfied" as const, score: 50, n: 980 },
  ].filter(({ n }) => n > 0);
  const say = (code: string) => ({ code, vi: "", en: "" });
  return nextMode(agreementOf({ pairs, k: 10, mode, recallFloor: 0.5, say }), 0.5);
}

describe("the next mode", () => {
  it("goes by the interval and not by the figure", () => {
    expect(step("advisory", 6, 10)).toEqual({ mode: "advisory", reason: "recall_uncertain" });
    expect(step("advisory", 60, 100)).toEqual({ mode: "active", reason: "recall_above_floor" });
    expect(step("advisory", 30, 100)).toEqual({ mode: "suspended", reason: "recall_below_floor" });
    expect(step("advisory", 0, 0)).toEqual({ mode: "advisory", reason: "no_dissatisfied_taps" });
  });

  it("is slow to leave what was reached", () => {
    // 56 of 100: the lower end, 0.478, lies just below the floor.
    expect(step("advisory", 56, 100).mode).toBe("advisory");
    expect(step("active", 56, 100).mode).toBe("active");
    expect(step("active", 50, 100).mode).toBe("advisory");
    // 44 of 100: the upper end, 0.522, lies just above the floor.
    expect(step("advisory", 44, 100).mode).toBe("advisory");
    expect(step("suspended", 44, 100).mode).toBe("suspended");
    expect(step("suspended", 50, 100).mode).toBe("advisory");
  });

  it("falls from active to suspended at once where it must", () => {
    expect(step("active", 20, 100).mode).toBe("suspended");
    expect(step("suspended", 80, 100).mode).toBe("active");
  });

  it("stays where too few pairs say anything", () => {
    const say = (code: string) => ({ code, vi: "", en: "" });
    const withheld = agreementOf({ pairs: [], k: 10, mode: "active", recallFloor: 0.5, say });
    expect(nextMode(withheld, 0.5)).toEqual({ mode: "active", reason: "too_few_pairs" });
  });
});
