import { describe, expect, it } from "vitest";
import { summarySchema } from "#contract/http.js";
import { summaryExample } from "#contract/local-examples.js";
import { shownFields, summarize } from "#hub/report/summary.js";

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
const parts = { ward: "phuong-mau", k: 10, shown: [], withheld: 7, agreement, integrity, gaps: [], rejected: {} };

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

  it("shows a mean of at least k, rounded, and counts what no cell holds yet", () => {
    const shown = shownFields(
      [
        { field: "dat-dai", n: 9, total: 500 },
        { field: "tu-phap", n: 12, total: 725 },
      ],
      10,
    );
    const summary = summarize({ ...parts, tally, shown });
    expect(summary.fields).toEqual([{ field: "tu-phap", n: 12, meanScore: 60.4 }]);
    expect(summary.withheld).toBe(7);
  });

  it("hides under a larger k what was released under a smaller one", () => {
    const fields = [{ field: "f", n: 5, total: 250 }];
    expect([shownFields(fields, 3), shownFields(fields, 10)]).toEqual([fields, []]);
  });
});
