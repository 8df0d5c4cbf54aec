import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldScores, pairCounts, SEVERAL_FIELDS } from "#hub/report/cell-figures.js";
import { choosePairs } from "#hub/report/lattice/choose-pairs.js";
import { countCell } from "#hub/report/lattice/count-cell.js";
import { cutMonth, cutTogether, cutWeek } from "#hub/report/lattice/cut-cells.js";
import { isDue } from "#hub/report/lattice/due.js";
import { isOver, placeInTime } from "#hub/report/lattice/place-in-time.js";
import type { Unit } from "#hub/report/lattice/unit.js";
import { smallWard } from "../../../support/reconstruction/small-ward.js";

const unit = (changes: Partial<Unit> = {}): Unit => ({
  ...{ outcome: 1, tap: null, field: "tu-phap", procedure: "ho-tich", band: "morning" },
  ...{ score: null, reason: "dark", rating: null, rated: false },
  ...changes,
});
const many = (n: number, of: (i: number) => Partial<Unit> = () => ({})): Unit[] =>
  Array.from({ length: n }, (_, i) => unit(of(i)));
const mixed = (i: number): Partial<Unit> => ({ rating: i % 2 ? "satisfied" : "dissatisfied", rated: true });

describe("a place in time", () => {
  it("is local, with the week's Monday and the part of the day", () => {
    const at = (time: string) => Object.values(placeInTime(time, time)).join(" ");
    expect(at("2026-10-04T16:59:00Z")).toBe("2026-10 2026-09-28 late");
    expect(at("2026-10-04T17:00:00Z")).toBe("2026-10 2026-10-05 early");
    expect(at("2026-09-30T01:55:00Z")).toBe("2026-09 2026-09-28 early");
    expect(at("2026-09-30T02:00:00Z")).toBe("2026-09 2026-09-28 morning");
    expect(at("2026-09-30T04:30:00Z")).toBe("2026-09 2026-09-28 afternoon");
    expect(at("2026-09-30T08:00:00Z")).toBe("2026-09 2026-09-28 late");
  });

  it("is that of the arrival where the desk's clock cannot be right", () => {
    const received = "2026-10-05T03:00:00Z";
    const arrival = { month: "2026-10", week: "2026-10-05", band: null };
    for (const time of ["2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-10-06T03:05:00Z"])
      expect(placeInTime(time, received)).toEqual(arrival);
    expect(placeInTime("2026-08-06T03:05:00Z", received)).toMatchObject({ month: "2026-08" });
  });

  it("is over a day after its end, and a week ends with its month", () => {
    const over = (week: string | null, now: string) => isOver({ month: "2026-09", week }, Date.parse(now));
    expect([over("2026-09-21", "2026-09-28T16:59:00Z"), over("2026-09-21", "2026-09-28T17:00:00Z")]).toEqual([
      false,
      true,
    ]);
    for (const week of ["2026-09-28", null])
      expect([over(week, "2026-10-01T16:59:00Z"), over(week, "2026-10-01T17:00:00Z")]).toEqual([false, true]);
  });
});

describe("what is due", () => {
  it("holds k, and behind taps and scores nobody or k", () => {
    expect(isDue(many(9), 10)).toBe(false);
    expect(isDue(many(10), 10)).toBe(true);
    expect(isDue([...many(10), ...many(1, mixed)], 10)).toBe(false);
    expect(isDue([...many(10), ...many(10, mixed)], 10)).toBe(true);
  });

  it("holds two who differ from most: one may be the reader", () => {
    const most = many(10, () => ({ rating: "very_satisfied" }));
    expect(isDue([...most, unit({ rating: "satisfied" })], 10)).toBe(false);
    expect(isDue([...most, unit({ rating: "satisfied" }), unit({ rating: "dissatisfied" })], 10)).toBe(true);
    expect(
      isDue(
        many(12, () => ({ score: 50, reason: null })),
        10,
      ),
    ).toBe(false);
    expect(
      isDue(
        many(12, (i) => ({ score: i < 2 ? 34.9 : 35, reason: null })),
        10,
      ),
    ).toBe(true);
  });

  it("is everything where k is 1: a ward without citizens", () => {
    expect(isDue([unit({ rating: "satisfied" })], 1)).toBe(true);
    expect(isDue([], 1)).toBe(false);
  });
});

describe("cutting", () => {
  const labels = (cuts: ReturnType<typeof cutWeek>) =>
    cuts.map(({ field, procedure, band, units }) => [field, procedure, band, units.length]);

  it("goes by procedure and part of the day as far as each part is due, and says what stands together", () => {
    const units = [
      ...many(12, (i) => ({ ...mixed(i), procedure: "ho-tich" })),
      ...many(24, (i) => ({ ...mixed(i), procedure: "chung-thuc", band: i < 12 ? "early" : "late" })),
      ...many(3, (i) => ({ ...mixed(i), procedure: "khai-sinh" })),
      ...many(4, (i) => ({ ...mixed(i), procedure: "cai-chinh" })),
    ];
    // Seven of two procedures are too few, and take the smaller of the large ones with them.
    expect(labels(cutWeek(units, 10))).toEqual([
      ["tu-phap", "chung-thuc", "early", 12],
      ["tu-phap", "chung-thuc", "late", 12],
      ["tu-phap", null, "morning", 19],
    ]);
  });

  it("leaves a field's week that is not due; a month puts fields together", () => {
    const units = [
      ...many(12, mixed),
      ...many(6, (i) => ({ ...mixed(i), field: "y-te" })),
      ...many(4, (i) => ({ ...mixed(i), field: null })),
    ];
    expect(labels(cutWeek(units, 10))).toEqual([["tu-phap", "ho-tich", "morning", 12]]);
    expect(labels(cutTogether(units, 10))).toEqual([
      ["tu-phap", "ho-tich", "morning", 12],
      [null, null, null, 10],
    ]);
  });

  it("as a last resort lets the few wait who alone have a score", () => {
    const units = [...many(20, mixed), ...many(3, (i) => ({ ...mixed(i), score: 20 + 20 * i, reason: null }))];
    expect(labels(cutWeek(units, 10))).toEqual([]);
    expect(labels(cutMonth(units, 10))).toEqual([[null, null, null, 20]]);
  });

  it("puts each unit into one cell at most, and only due ones", () => {
    const ward = fc.record({
      seed: fc.nat(500),
      perWeek: fc.integer({ min: 5, max: 60 }),
      tapShare: fc.constantFrom(0.3, 0.9),
      scoreShare: fc.constantFrom(0.2, 0.7),
    });
    fc.assert(
      fc.property(
        ward,
        fc.integer({ min: 2, max: 12 }),
        fc.constantFrom(cutWeek, cutTogether, cutMonth),
        (shape, k, cut) => {
          const units = smallWard(shape).map((served) => served.unit);
          const cuts = cut(units, k);
          const held = cuts.flatMap((one) => one.units);
          expect(new Set(held).size).toBe(held.length);
          expect(held.every((one) => units.includes(one))).toBe(true);
          for (const one of cuts) {
            expect(isDue(one.units, k)).toBe(true);
            for (const key of ["field", "procedure", "band"] as const)
              if (one[key] !== null) expect(one.units.every((each) => each[key] === one[key])).toBe(true);
          }
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe("pairs", () => {
  const pairsOf = (units: readonly Unit[], id = 1) => ({ id, inside: countCell(units).inside });
  const both = (i: number): Partial<Unit> => ({ ...mixed(i), score: [20, 50, 80][i % 3] ?? 50, reason: null });

  it("are left out where they would tell what somebody without a score tapped", () => {
    expect(choosePairs([pairsOf(many(12, both))], 10)).toMatchObject({ ids: [1] });
    expect(choosePairs([pairsOf([...many(12, both), unit({ rating: "dissatisfied" })])], 10)).toBeUndefined();
    expect(choosePairs([pairsOf(many(9, both))], 10)).toBeUndefined();
  });

  it("may stand beside each other where two cells could have exchanged", () => {
    const alone = (rating: Unit["rating"]) => many(2, () => ({ rating }));
    const [one, other] = [
      [...many(12, both), ...alone("dissatisfied")],
      [...many(12, both), ...alone("satisfied")],
    ];
    expect(choosePairs([pairsOf(one, 1), pairsOf(other, 2)], 10)?.ids).toEqual([1, 2]);
    expect(choosePairs([pairsOf(one, 1), pairsOf(one, 2)], 10)).toBeUndefined();
  });

  it("and means are sums over cells", () => {
    const figures = {
      scores: 10,
      scoreTotal: 500.5,
      pairs: [
        [1, 2, 0],
        [0, 3, 0],
        [0, 0, 4],
      ],
    };
    const cells = ["y-te", null, "y-te"].map((field, id) => ({
      ...{
        id,
        releasedAt: "",
        k: 10,
        month: "2026-03",
        week: null,
        field,
        procedure: null,
        band: null,
        transactions: 10,
      },
      ...{ scoreSquares: 0, abstentions: {}, ratedTransactions: 0 },
      ...{ ratings: { dissatisfied: 0, satisfied: 0, very_satisfied: 0 }, ...figures },
    }));
    expect(fieldScores(cells)).toEqual([
      { field: SEVERAL_FIELDS, n: 10, total: 500.5 },
      { field: "y-te", n: 20, total: 1001 },
    ]);
    expect(pairCounts(cells).map(({ rating, score, n }) => [rating, score, n])).toEqual([
      ["dissatisfied", 17.5, 3],
      ["dissatisfied", 50, 6],
      ["satisfied", 50, 9],
      ["very_satisfied", 82.5, 12],
    ]);
  });
});
