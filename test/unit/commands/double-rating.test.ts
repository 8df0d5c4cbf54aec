import { describe, expect, it } from "vitest";
import { agreementLines } from "#commands/demo/agreement-table.js";
import { compareTaps } from "#commands/demo/double-rating.js";
import type { LoggedTransaction } from "#commands/demo/session-log.js";
import type { Agreement } from "#contract/double-rating.js";

const logged = (token: string, tapped?: number): LoggedTransaction => ({
  clip: token,
  token,
  answered: "recorded",
  closeSent: 0,
  ...(tapped === undefined ? {} : { tapped }),
});

describe("compareTaps", () => {
  it("finds every tap that the hub holds as it was meant", () => {
    const ratings = new Map([
      ["a", ["dissatisfied"]],
      ["b", ["very_satisfied"]],
    ]);
    expect(compareTaps([logged("a", 1), logged("b", 3), logged("c")], ratings)).toEqual({ given: 2, stored: 2 });
  });

  it.each([
    ["one that is missing", []],
    ["another level", ["satisfied"]],
    ["one that was taken back, beside it", ["satisfied", "dissatisfied"]],
  ])("does not count %s", (_, held) => {
    expect(compareTaps([logged("a", 1)], new Map([["a", held]]))).toEqual({ given: 1, stored: 0 });
  });
});

describe("the agreement table", () => {
  const why = { code: "too_few_pairs", vi: "Chưa đủ", en: "Too few" };
  const shown: Agreement = {
    outcome: "shown",
    mode: "advisory",
    supports: { mode: "advisory", why },
    n: 5,
    levels: ["dissatisfied", "satisfied", "very_satisfied"],
    cuts: { satisfied: 35, verySatisfied: 65 },
    matrix: [
      [0, 1, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
    kappa: { value: 0.7, low: -0.1, high: 0.9 },
    ac2: { value: null, why },
    recall: { hits: 0, n: 1, value: 0, low: 0, high: 0.73 },
    precision: { value: null, why },
    falseAlarm: { hits: 0, n: 4, value: 0, low: 0, high: 0.4 },
    auc: { value: null, why },
  };

  it("says its n, each level's taps, and each figure with its interval or why there is none", () => {
    const lines = agreementLines({ taps: { given: 7, stored: 7 }, agreement: shown });
    expect(lines[0]).toMatch(/ 7, n = 5$/);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}Không hài lòng +0 +1 +0$/));
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}Rất hài lòng +0 +0 +2$/));
    expect(lines).toContain("  κ 0.70 (−0.10 … 0.90)");
    expect(lines).toContain("  AC2 Chưa đủ · Too few");
    expect(lines).toContainEqual(expect.stringMatching(/: 0\/1, 0\.00 \(0\.00 … 0\.73\)$/));
    expect(new Set(lines.slice(1, 6).map((line) => line.length)).size).toBe(1);
  });

  it("says why it is withheld", () => {
    const lines = agreementLines({
      taps: { given: 0, stored: 0 },
      agreement: { outcome: "withheld", mode: "advisory", why },
    });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("Too few");
  });
});
