import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreementSchema } from "#contract/double-rating.js";
import { RATINGS } from "#contract/rating-scale.js";
import { type AgreementReason, agreementOf } from "#hub/report/agreement/agreement.js";
import { areaUnderCurve } from "#hub/report/agreement/area-under-curve.js";
import { type PairCount, tableOf } from "#hub/report/agreement/pair-table.js";
import { supportedMode } from "#hub/report/agreement/supported-mode.js";
import { wilson } from "#hub/report/agreement/wilson.js";

const say = (code: AgreementReason) => ({ code, vi: code, en: code });
const given = { k: 10, mode: "advisory", recallFloor: 0.5, say } as const;
const pair = (rating: PairCount["rating"], score: number, n = 1): PairCount => ({ rating, score, n });

describe("levels", () => {
  it("change at 35 and 65; a score on a cut belongs to the upper level, a neutral face to the middle one", () => {
    const columns = [0, 34.9, 35, 50, 64.9, 65, 100].map((score) => tableOf([pair("satisfied", score)])[1]?.indexOf(1));
    expect(columns).toEqual([0, 0, 1, 1, 1, 2, 2]);
  });
});

describe("Wilson's interval", () => {
  it("is that of the published example: 81 of 263 at 95 % is 0.2553–0.3662 (Newcombe 1998)", () => {
    const { low, high } = wilson(81, 263, 1.96);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it("is never without width, nor beyond 0 and 1", () => {
    expect(wilson(0, 10)).toMatchObject({ value: 0, low: 0 });
    expect(wilson(0, 10).high).toBeCloseTo(1.6449 ** 2 / (10 + 1.6449 ** 2), 4);
    expect(wilson(10, 10)).toMatchObject({ value: 1, high: 1 });
  });
});

describe("the area under the curve", () => {
  it("counts who is below whom, ties half", () => {
    const pairs = [
      pair("dissatisfied", 20),
      pair("dissatisfied", 50),
      pair("satisfied", 50),
      pair("very_satisfied", 70),
    ];
    // 20 is below both; 50 ties with one and is below the other: (1 + 1 + ½ + 1) ÷ 4.
    expect(areaUnderCurve(pairs)?.value).toBe(0.875);
    expect(areaUnderCurve(pairs.slice(2))).toBeUndefined();
  });

  it("agrees with every pair compared, and lies in its interval", () => {
    const anyPairs = fc.array(
      fc.record({ rating: fc.constantFrom(...RATINGS), score: fc.nat(20), n: fc.integer({ min: 1, max: 5 }) }),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const [bad, rest] = [true, false].map((is) => pairs.filter(({ rating }) => (rating === "dissatisfied") === is));
        let [wins, all] = [0, 0];
        for (const a of bad ?? [])
          for (const b of rest ?? []) {
            all += a.n * b.n;
            wins += a.n * b.n * (a.score < b.score ? 1 : a.score === b.score ? 0.5 : 0);
          }
        const area = areaUnderCurve(pairs);
        if (all === 0) {
          expect(area).toBeUndefined();
          return;
        }
        expect(area?.value).toBeCloseTo(wins / all, 9);
        expect(area?.low).toBeLessThanOrEqual(area?.value ?? Number.NaN);
        expect(area?.high).toBeGreaterThanOrEqual(area?.value ?? Number.NaN);
        expect((area?.high ?? 0) - (area?.low ?? 0)).toBeGreaterThan(0);
      }),
    );
  });
});

describe("the mode that pairs bear out", () => {
  const [all, none, half] = [wilson(60, 60), wilson(0, 60), wilson(30, 60)];
  it("is decided by intervals", () => {
    expect(supportedMode(all, none, 0.5)).toEqual({ mode: "active", reason: "recall_above_floor" });
    expect(supportedMode(none, none, 0.5)).toEqual({ mode: "suspended", reason: "recall_below_floor" });
    expect(supportedMode(half, none, 0.5)).toEqual({ mode: "advisory", reason: "recall_uncertain" });
    expect(supportedMode(wilson(2, 2), none, 0.5).mode).toBe("advisory");
    expect(supportedMode(undefined, none, 0.5).mode).toBe("advisory");
  });

  it("is never active for a camera that calls everyone dissatisfied", () => {
    expect(supportedMode(all, all, 0.5)).toEqual({ mode: "advisory", reason: "no_better_than_chance" });
  });
});

describe("agreement", () => {
  const ward = [
    pair("dissatisfied", 22.5, 14),
    pair("dissatisfied", 48, 6),
    pair("satisfied", 30, 5),
    pair("satisfied", 51, 120),
    pair("very_satisfied", 52, 60),
    pair("very_satisfied", 78.5, 35),
  ];

  it("keeps the numbers behind every figure", () => {
    const found = agreementOf({ ...given, pairs: ward });
    expect(agreementSchema.parse(found)).toEqual(found);
    expect(found).toMatchObject({
      outcome: "shown",
      n: 240,
      matrix: [
        [14, 6, 0],
        [5, 120, 0],
        [0, 60, 35],
      ],
      recall: { hits: 14, n: 20, value: 0.7 },
      precision: { hits: 14, n: 19 },
      falseAlarm: { hits: 5, n: 220 },
      supports: { mode: "active", why: { code: "recall_above_floor" } },
    });
  });

  it("is withheld under k pairs", () => {
    const found = agreementOf({ ...given, pairs: [pair("satisfied", 50, 9)] });
    expect(found).toMatchObject({ outcome: "withheld", why: { code: "too_few_pairs" } });
    expect(agreementOf({ ...given, k: 1, pairs: [] }).outcome).toBe("withheld");
  });

  it("says in words what cannot be said, where all tapped the same or the camera never changed its level", () => {
    expect(agreementOf({ ...given, pairs: [pair("satisfied", 50, 30), pair("satisfied", 70, 9)] })).toMatchObject({
      kappa: { value: null, why: { code: "all_alike" } },
      recall: { value: null, why: { code: "no_dissatisfied_taps" } },
      precision: { value: null, why: { code: "no_dissatisfied_scores" } },
      auc: { value: null, why: { code: "too_few_to_compare" } },
      supports: { mode: "advisory" },
    });
    expect(agreementOf({ ...given, pairs: [pair("dissatisfied", 50, 30)] })).toMatchObject({
      falseAlarm: { value: null, why: { code: "no_other_taps" } },
      supports: { mode: "suspended" },
    });
    const blind = agreementOf({ ...given, pairs: [pair("dissatisfied", 50, 20), pair("satisfied", 50, 30)] });
    expect(blind).toMatchObject({ kappa: { value: null }, auc: { value: 0.5 }, recall: { value: 0 } });
  });

  it("of a district with 0.26 % dissatisfied says advisory and does not compare scores", () => {
    const rare = [pair("dissatisfied", 30, 2), pair("dissatisfied", 50, 1), pair("satisfied", 50, 1_100)];
    expect(agreementOf({ ...given, pairs: rare })).toMatchObject({
      supports: { mode: "advisory", why: { code: "recall_uncertain" } },
      auc: { why: { code: "too_few_to_compare" } },
    });
  });

  it("fits the contract whatever the pairs", () => {
    const anyPairs = fc.array(
      fc.record({
        rating: fc.constantFrom(...RATINGS),
        score: fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10),
        n: fc.integer({ min: 1, max: 60 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(anyPairs, fc.integer({ min: 1, max: 50 }), (pairs, k) => {
        const found = agreementOf({ ...given, k, pairs });
        expect(agreementSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
      }),
    );
  });
});
