import type { Cell } from "#hub/report/cell.js";

/** A released cell of so many transactions, half of them scored, all tapped satisfied but `dissatisfied` of them. */
export function madeUpCell(id: number, { month = "2026-10", n = 20, dissatisfied = 2, field = "dat-dai" } = {}): Cell {
  return {
    ...{ id, releasedAt: "2026-11-02T01:00:00Z", k: 10, month, week: null, field, procedure: null, band: null },
    transactions: n,
    scores: n / 2,
    scoreTotal: 55 * (n / 2),
    scoreSquares: 55 ** 2 * (n / 2),
    abstentions: { no_consent: n / 2 },
    ratings: { dissatisfied, satisfied: n - dissatisfied, very_satisfied: 0 },
    ratedTransactions: n,
    pairs: [
      [dissatisfied, 0, 0],
      [0, n / 2 - dissatisfied, 0],
      [0, 0, 0],
    ],
  };
}
