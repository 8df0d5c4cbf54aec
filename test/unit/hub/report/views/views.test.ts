import { describe, expect, it } from "vitest";
import { breakdownSchema, overviewSchema, trendsSchema } from "#contract/ward-views.js";
import type { Cell } from "#hub/report/cell.js";
import { breakdownOf } from "#hub/report/views/breakdown.js";
import { monthsOf, spanBefore } from "#hub/report/views/calendar.js";
import { overviewOf } from "#hub/report/views/overview.js";
import { trendsOf } from "#hub/report/views/trends.js";
import { madeUpCells } from "../../../../support/ward-year.js";

const withheld = { transactions: 3, ratings: 2 };
const names = { field: () => undefined, procedure: () => undefined };
const plain: Cell = {
  id: 1,
  releasedAt: "2026-11-02T01:00:00Z",
  k: 10,
  month: "2026-10",
  week: "2026-10-05",
  field: "ho-tich",
  procedure: null,
  band: null,
  transactions: 0,
  scores: 0,
  scoreTotal: 0,
  scoreSquares: 0,
  abstentions: {},
  ratings: { dissatisfied: 0, satisfied: 0, very_satisfied: 0 },
  ratedTransactions: 0,
  pairs: [],
};
const october = { from: "2026-10", to: "2026-10" };
const cell = (more: Partial<Cell>): Cell => ({ ...plain, ...more });

describe("the overview", () => {
  it("has the district's figures, with their numerators", () => {
    const cells = [
      cell({
        transactions: 31_751,
        scores: 20_000,
        scoreTotal: 1_200_000,
        scoreSquares: 74_000_000,
        abstentions: { dark: 751, no_consent: 11_000 },
        ratings: { dissatisfied: 77, satisfied: 11_020, very_satisfied: 18_225 },
        ratedTransactions: 29_322,
      }),
    ];
    const view = overviewSchema.parse(
      overviewOf({ ward: "phuong-mau", span: october, k: 10, cells, withheld, dossiers: 31_751 }),
    );
    expect(view.figures.satisfaction).toMatchObject({ hits: 29_245, n: 29_322, value: 0.9974 });
    expect(view.ratedDossiers).toEqual({ ratings: 29_322, dossiers: 31_751 });
    expect(view.figures.camera).toMatchObject({ state: "shown", n: 20_000, value: 60 });
    expect(view.abstentions.map(({ reason, n }) => [reason, n])).toEqual([
      ["no_consent", 11_000],
      ["dark", 751],
    ]);
  });

  it("says “fewer than k” of what is, and nothing of what is not there", () => {
    const few = cell({ transactions: 12, ratings: { dissatisfied: 1, satisfied: 4, very_satisfied: 4 } });
    const view = overviewOf({ ward: "phuong-mau", span: october, k: 10, cells: [few], withheld, dossiers: undefined });
    expect([view.figures.satisfaction, view.figures.camera]).toEqual([{ state: "few" }, { state: "none" }]);
    expect([view.ratings, view.ratedDossiers]).toEqual([null, null]);
    const empty = overviewOf({ ward: "phuong-mau", span: october, k: 10, cells: [], withheld, dossiers: undefined });
    expect([empty.figures.transactions, empty.releasedAt]).toEqual([0, null]);
  });
});

describe("trends", () => {
  it("have every week, cut at the month's border, also those of which nothing is released", () => {
    const cells = [cell({ transactions: 20 }), cell({ transactions: 14, week: null })];
    const view = trendsSchema.parse(trendsOf({ span: october, by: "week", k: 10, cells, withheld }));
    expect(view.points.map(({ start, end, figures }) => [start, end, figures.transactions])).toEqual([
      ["2026-10-01", "2026-10-04", 0],
      ["2026-10-05", "2026-10-11", 20],
      ["2026-10-12", "2026-10-18", 0],
      ["2026-10-19", "2026-10-25", 0],
      ["2026-10-26", "2026-10-31", 0],
    ]);
    expect(view.weekless).toBe(14);
  });

  it("of one field are of the cells that name it, and add up to its row of the breakdown", () => {
    const span = { from: "2025-11", to: "2026-10" };
    const cells = madeUpCells({ months: monthsOf(span) });
    const { rows } = breakdownOf({ span, by: "field", k: 10, cells, withheld, names });
    const { key, figures } = rows.find((row) => row.key !== null) ?? expect.fail("a field");
    const only = { by: "field" as const, key: String(key) };
    const view = trendsSchema.parse(trendsOf({ span, by: "month", only, k: 10, cells, withheld }));
    expect(view.only).toEqual(only);
    expect(view.points.reduce((sum, point) => sum + point.figures.transactions, 0)).toBe(figures.transactions);
    expect(figures.transactions).toBeLessThan(cells.reduce((sum, { transactions }) => sum + transactions, 0));
  });

  it("add up to the same, whatever the step", () => {
    const span = { from: "2025-11", to: "2026-10" };
    const cells = madeUpCells({ months: monthsOf(span) });
    const sums = (["week", "month", "quarter"] as const).map((by) =>
      trendsOf({ span, by, k: 10, cells, withheld }).points.reduce((sum, { figures }) => sum + figures.transactions, 0),
    );
    expect(new Set(sums).size).toBe(1);
    expect(trendsOf({ span, by: "quarter", k: 10, cells, withheld }).points.map(({ start }) => start)).toEqual([
      "2025-11-01",
      "2026-01-01",
      "2026-04-01",
      "2026-07-01",
      "2026-10-01",
    ]);
  });
});

it("a breakdown has the largest first, parts of the day in their order, and several together last", () => {
  const cells = [
    cell({ field: null, transactions: 90, band: "late" }),
    cell({ transactions: 20, band: "morning" }),
    cell({ field: "dat-dai", transactions: 40, band: "early" }),
    cell({ transactions: 15 }),
  ];
  const keys = (by: "field" | "band") =>
    breakdownSchema
      .parse(breakdownOf({ span: october, by, k: 10, cells, withheld, names }))
      .rows.map(({ key, figures }) => [key, figures.transactions]);
  expect(keys("field")).toEqual([
    ["dat-dai", 40],
    ["ho-tich", 35],
    [null, 90],
  ]);
  expect(keys("band")).toEqual([
    ["early", 40],
    ["morning", 20],
    ["late", 90],
    [null, 15],
  ]);
});

it("a period is compared with as many months before", () => {
  expect(spanBefore({ from: "2026-10", to: "2026-10" })).toEqual({ from: "2026-09", to: "2026-09" });
  expect(spanBefore({ from: "2026-01", to: "2026-03" })).toEqual({ from: "2025-10", to: "2025-12" });
});
