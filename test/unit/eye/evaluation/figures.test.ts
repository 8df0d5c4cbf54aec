import { describe, expect, it } from "vitest";
import { EXPRESSIONS } from "#contract/expression.js";
import { areaUnderCurve } from "#eye/evaluation/figures/area-under-curve.js";
import { calibrationOf } from "#eye/evaluation/figures/calibration.js";
import { accuracyOf, classFigures, confusionOf, macroF1 } from "#eye/evaluation/figures/confusion.js";
import { figuresOf } from "#eye/evaluation/figures/figures.js";
import { accuracyAtCoverage } from "#eye/evaluation/figures/risk-coverage.js";
import { type Sample, toneShares } from "#eye/evaluation/figures/sample.js";
import { wilson } from "#eye/evaluation/figures/wilson.js";

describe("wilson", () => {
  // Newcombe (1998), Statistics in Medicine 17, table I: Wilson without continuity correction, 95 %.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("agrees with the published interval of %i of %i", (hits, n, low, high) => {
    const interval = wilson(hits, n, 1.959963984540054);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("is narrower at 90 %, and knows nothing of nothing", () => {
    expect(wilson(81, 263).low).toBeGreaterThan(0.2553);
    expect(wilson(0, 0)).toEqual({ hits: 0, n: 0, share: null, low: 0, high: 1 });
  });
});

describe("areaUnderCurve", () => {
  const area = (positives: number[], negatives: number[]): number | null =>
    areaUnderCurve([
      ...positives.map((score) => ({ score, positive: true })),
      ...negatives.map((score) => ({ score, positive: false })),
    ]);

  it.each<[number[], number[], number | null]>([
    [[0.9, 0.8], [0.1, 0.2], 1],
    [[0.1], [0.9], 0],
    [[0.5], [0.5], 0.5],
    // Pairs: 0.8 > both; 0.4 ties 0.4 (½) and beats 0.1.
    [[0.8, 0.4], [0.4, 0.1], 3.5 / 4],
    [[0.5, 0.5, 0.5], [0.5, 0.2], (3 * 0.5 + 3) / 6],
    [[0.5], [], null],
  ])("of positives %j and negatives %j is %d", (positives, negatives, expected) => {
    expect(area(positives, negatives)).toEqual(expected === null ? null : expect.closeTo(expected, 12));
  });
});

describe("the confusion matrix", () => {
  // a: 3 said a, 1 said b; b: 2 said b, 2 said a; c does not occur but is said once of b.
  const confusion = confusionOf(
    ["a", "b", "c"],
    [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 1],
      [1, 0],
      [1, 2],
    ].map(([truth, guess]) => ({ truth: truth as number, guess: guess as number })),
  );
  const [a, b, c] = classFigures(confusion);

  it("has rows of truth and columns of answers", () => {
    expect(confusion.counts).toEqual([
      [3, 1, 0],
      [1, 2, 1],
      [0, 0, 0],
    ]);
    expect(accuracyOf(confusion)).toMatchObject({ hits: 5, n: 8, share: 0.625 });
  });

  it("gives precision, recall and F1 of each class", () => {
    expect(a).toMatchObject({
      precision: { hits: 3, n: 4 },
      recall: { hits: 3, n: 4 },
      f1: { value: expect.closeTo(0.75, 12) },
    });
    expect(b).toMatchObject({ precision: { hits: 2, n: 3 }, recall: { hits: 2, n: 4 } });
    expect(b?.f1.value).toBeCloseTo(4 / 7, 12);
    expect(b?.f1.low).toBeLessThan(4 / 7);
    expect(b?.f1.high).toBeGreaterThan(4 / 7);
    expect(c).toMatchObject({ precision: { share: 0, n: 1 }, recall: { share: null, n: 0 } });
  });

  it("takes the mean F1 over the classes that occur", () => {
    expect(macroF1(classFigures(confusion))).toBeCloseTo((0.75 + 4 / 7) / 2, 12);
    expect(macroF1([])).toBeNull();
  });
});

describe("calibrationOf", () => {
  it("weighs the gap between sureness and rightness by the bins' sizes", () => {
    const judgements = [
      { confidence: 0.95, right: true },
      { confidence: 0.97, right: false },
      { confidence: 0.55, right: true },
      { confidence: 0.55, right: true },
    ];
    // Last bin: |1 − 1.92|, ninth: |2 − 1.1|, over 4.
    expect(calibrationOf(judgements).error).toBeCloseTo((0.92 + 0.9) / 4, 12);
    expect(calibrationOf([]).error).toBeNull();
  });

  it("counts a bin's upper edge to it, and 1 and 0 to the outer bins", () => {
    const bins = calibrationOf(
      [0, 0.2, 0.21, 1].map((confidence) => ({ confidence, right: true })),
      5,
    ).bins;
    expect(bins.map(({ accuracy }) => accuracy.n)).toEqual([2, 1, 0, 0, 1]);
  });
});

describe("accuracyAtCoverage", () => {
  it("keeps the surest", () => {
    const right = [true, true, true, true, true, true, false, true, false, false];
    const judgements = right.map((hit, i) => ({ confidence: 1 - i / 20, right: hit })).reverse();
    const shares = accuracyAtCoverage(judgements, [1, 0.9, 0.8, 0.6, 0.29]).map(({ accuracy }) => accuracy);
    expect(shares.map(({ hits, n }) => [hits, n])).toEqual([
      [7, 10],
      [7, 9],
      [7, 8],
      [6, 6],
      [2, 2],
    ]);
  });
});

type Said = Partial<Record<(typeof EXPRESSIONS)[number], number>>;
const TONE: Record<string, number | null> = { neutral: 1, happiness: 2, surprise: null, contempt: null };
const sample = (truth: (typeof EXPRESSIONS)[number], said: Said, extra: Partial<Sample> = {}): Sample => ({
  truth: EXPRESSIONS.indexOf(truth),
  tone: truth in TONE ? (TONE[truth] as number | null) : 0,
  probabilities: EXPRESSIONS.map((name) => said[name] ?? 0),
  refused: false,
  groups: {},
  ...extra,
});

describe("figuresOf", () => {
  it("adds the negative classes up, and counts surprise as neutral and contempt as nothing", () => {
    const shares = toneShares([0.1, 0.2, 0.05, 0.1, 0.1, 0.1, 0.1, 0.25]);
    [0.4, 0.15, 0.2].forEach((share, i) => {
      expect(shares[i]).toBeCloseTo(share, 12);
    });
  });

  it("leaves contempt out of seven classes, as truth and as answer, and surprise out of three", () => {
    const { eight, seven, three } = figuresOf(
      [
        sample("neutral", { contempt: 0.5, neutral: 0.4, sadness: 0.1 }),
        sample("contempt", { contempt: 1 }),
        sample("surprise", { surprise: 1 }),
        sample("neutral", { anger: 0.3, sadness: 0.3, neutral: 0.4 }),
        sample("happiness", { happiness: 1 }),
        sample("fear", { anger: 1 }),
      ],
      null,
    );
    expect(eight.accuracy).toMatchObject({ hits: 4, n: 6 });
    expect(seven.accuracy).toMatchObject({ hits: 4, n: 5 });
    expect(three.accuracy).toMatchObject({ hits: 3, n: 4 });
    expect(three.neutralCalledNegative).toMatchObject({ hits: 1, n: 2 });
    expect(three.aucPositive).toBe(1);
    expect(three.aucNegative).toBe(1);
  });

  it("answers a set of three classes with three-class figures alone", () => {
    const threeClass = { truth: null, tone: 0 };
    const { eight, three, calibration } = figuresOf([sample("fear", { anger: 0.8, neutral: 0.2 }, threeClass)], null);
    expect(eight.n).toBe(0);
    expect(three.accuracy).toMatchObject({ hits: 1, n: 1 });
    expect(calibration.error).toBeCloseTo(0.2, 12);
  });

  it("counts refusals where the network can refuse, and misses where a detector was asked", () => {
    const samples = [sample("neutral", { neutral: 1 }, { refused: true }), sample("neutral", { neutral: 1 })];
    expect(figuresOf(samples, [{ groups: {} }, { groups: {} }])).toMatchObject({
      refused: { hits: 1, n: 2 },
      detected: { hits: 2, n: 4 },
    });
    expect(figuresOf([sample("neutral", { neutral: 1 }, { refused: null })], null)).toMatchObject({
      refused: { n: 0 },
      detected: null,
    });
  });

  it("counts covered faces that are read all the same, by group too, and never as clear ones", () => {
    const covered = { truth: null, tone: null, covered: true } as const;
    const groups = { mask: "blue" };
    const { refused, coveredRead, detected, eight, groupings } = figuresOf(
      [
        sample("neutral", { neutral: 1 }, { ...covered, groups, refused: true }),
        sample("neutral", { neutral: 1 }, { ...covered, groups }),
        sample("neutral", { neutral: 1 }, { groups }),
      ],
      [{ groups, covered: true }, { groups }],
    );
    expect(coveredRead).toMatchObject({ hits: 1, n: 3 });
    expect(refused).toMatchObject({ hits: 0, n: 1 });
    expect(detected).toMatchObject({ hits: 1, n: 2 });
    expect(eight.n).toBe(1);
    expect(groupings[0]?.slices[0]).toMatchObject({
      n: 5,
      accuracy: { n: 1 },
      refused: { hits: 0, n: 1 },
      coveredRead: { hits: 1, n: 3 },
      undetected: { hits: 1, n: 2 },
    });
    expect(figuresOf([sample("neutral", {}, { ...covered, refused: null })], null).coveredRead).toMatchObject({
      hits: 1,
    });
  });

  it("names the worst gap between groups, but not of a group too small to tell", () => {
    const of = (light: string, count: number, said: Said): Sample[] =>
      Array.from({ length: count }, () => sample("neutral", said, { groups: { light } }));
    const { groupings, worstGap } = figuresOf(
      [
        ...of("bright", 40, { neutral: 1 }),
        ...of("dim", 30, { neutral: 1 }),
        ...of("dim", 30, { sadness: 1 }),
        ...of("dark", 3, { sadness: 1 }),
      ],
      null,
    );
    expect(groupings[0]?.slices.map(({ value, n }) => [value, n])).toEqual([
      ["bright", 40],
      ["dark", 3],
      ["dim", 60],
    ]);
    expect(worstGap).toEqual({
      column: "light",
      measure: "accuracy",
      best: "bright",
      worst: "dim",
      gap: 0.5,
      clear: true,
    });
  });

  it("is whole for nothing at all", () => {
    expect(figuresOf([], null)).toMatchObject({ eight: { n: 0, macroF1: null }, worstGap: null, groupings: [] });
  });
});
