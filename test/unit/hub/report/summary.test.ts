import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarySchema } from "#contract/http.js";
import { summaryExample } from "#contract/local-examples.js";
import { dueReleases, type FieldScores, shownCells, summarize } from "#hub/report/summary.js";

const tally = {
  scores: 3,
  abstentions: 5,
  cancelled: 2,
  ratings: 9,
  ratedTransactions: 4,
  abstentionReasons: { dark: 4, opted_out: 1 },
};
const nothing = { scores: 0, abstentions: 0, cancelled: 0, ratings: 0, ratedTransactions: 0, abstentionReasons: {} };
const agreement = {
  outcome: "withheld",
  mode: "advisory",
  why: { code: "too_few_pairs", vi: "chưa đủ", en: "too few" },
} as const;
const { integrity } = summaryExample;
const parts = { ward: "phuong-mau", k: 10, fields: [], shown: [], agreement, integrity, gaps: [], rejected: {} };

describe("summarize", () => {
  it("keeps numerators beside shares, cancelled transactions outside of both", () => {
    const summary = summarize({ ...parts, tally, rejected: { forked: 1 } });
    expect(summarySchema.parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({
      transactions: 8,
      scores: 3,
      ratedTransactions: 4,
      coverage: { camera: 0.375, rating: 0.5 },
      rejected: { forked: 1 },
    });
  });

  it("has no share before the first transaction", () => {
    expect(summarize({ ...parts, tally: nothing }).coverage).toEqual({ camera: null, rating: null });
  });

  it("counts what it withholds", () => {
    const fields: FieldScores[] = [
      { field: "dat-dai", n: 9, total: 500, released: { n: 0, total: 0 } },
      { field: "tu-phap", n: 12, total: 720, released: { n: 0, total: 0 } },
    ];
    expect(dueReleases(fields, 10)).toEqual([{ field: "tu-phap", n: 12, total: 720 }]);
    const shown = shownCells(
      fields.with(1, { field: "tu-phap", n: 13, total: 820, released: { n: 12, total: 720 } }),
      10,
    );
    const summary = summarize({ ...parts, tally, fields, shown });
    expect(summary.fields).toEqual([{ field: "tu-phap", n: 12, meanScore: 60 }]);
    expect(summary.withheld).toBe(1);
  });
});

describe("k", () => {
  /** What a reader sees who asks after every transaction, while k may change. */
  const watch = (scores: readonly number[], kOf: (n: number) => number) => {
    const seen: { n: number; total: number }[] = [];
    let released = { n: 0, total: 0 };
    let total = 0;
    scores.forEach((score, index) => {
      total += score;
      const cellOf = () => [{ field: "f", n: index + 1, total, released }];
      for (const { n, total: sum } of dueReleases(cellOf(), kOf(index))) released = { n, total: sum };
      const [cell] = shownCells(cellOf(), kOf(index));
      if (cell && cell.n !== seen.at(-1)?.n) seen.push({ n: cell.n, total: cell.total });
    });
    return seen;
  };

  it("no two means differ by fewer than k transactions, whenever they are asked for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 30 }),
        (s, k) => {
          const seen = watch(s, () => k);
          const steps = seen.map(({ n }, i) => n - (seen[i - 1]?.n ?? 0));
          expect(steps.every((step) => step >= k)).toBe(true);
          expect(seen.length).toBe(Math.floor(s.length / k));
        },
      ),
    );
  });

  it("a change of k from 10 to 11 shows nobody", () => {
    const seen = watch(Array(30).fill(50), (n) => (n < 10 ? 10 : 11));
    expect(seen.map(({ n }) => n)).toEqual([10, 21]);
  });

  it("a cell shown under a small k is withheld under a larger one", () => {
    const fields = [{ field: "f", n: 5, total: 250, released: { n: 5, total: 250 } }];
    expect(shownCells(fields, 3)).toHaveLength(1);
    expect(shownCells(fields, 10)).toEqual([]);
  });
});
