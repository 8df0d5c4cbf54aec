import { RATINGS } from "#contract/rating-scale.js";
import { levelColumn } from "#hub/report/agreement/pair-table.js";
import type { Cell } from "#hub/report/cell.js";
import type { Unit } from "#hub/report/lattice/unit.js";

/** What a cell says of its units. */
export type Counts = Pick<
  Cell,
  "transactions" | "scores" | "scoreTotal" | "scoreSquares" | "abstentions" | "ratings" | "ratedTransactions"
>;
/** How a cell's answers lie together, which is not published: who has both, a tap alone, a score alone. */
export type Inside = {
  /** Rows: taps; columns: levels of the score. */
  readonly both: readonly (readonly number[])[];
  readonly taps: readonly number[];
  readonly scores: readonly number[];
};

/** Scores have one decimal: sums of whole tenths do not depend on their order. */
const tenths = (score: number): number => Math.round(score * 10);

export function countCell(units: readonly Unit[]): { readonly counts: Counts; readonly inside: Inside } {
  const ratings = { dissatisfied: 0, satisfied: 0, very_satisfied: 0 };
  const abstentions: Record<string, number> = {};
  const both = RATINGS.map(() => [0, 0, 0]);
  const [taps, scores] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  const sum = { transactions: 0, scores: 0, total: 0, squares: 0, rated: 0 };
  for (const { outcome, score, reason, rating, rated } of units) {
    if (outcome !== null) sum.transactions += 1;
    if (rated) sum.rated += 1;
    if (rating !== null) ratings[rating] += 1;
    if (reason !== null) abstentions[reason] = (abstentions[reason] ?? 0) + 1;
    if (score !== null) {
      sum.scores += 1;
      sum.total += tenths(score);
      sum.squares += tenths(score) ** 2;
    }
    const row = rating === null ? undefined : RATINGS.indexOf(rating);
    if (score !== null) add(row === undefined ? scores : both[row], levelColumn(score));
    else if (row !== undefined) add(taps, row);
  }
  return {
    counts: {
      transactions: sum.transactions,
      scores: sum.scores,
      scoreTotal: sum.total / 10,
      scoreSquares: sum.squares / 100,
      abstentions,
      ratings,
      ratedTransactions: sum.rated,
    },
    inside: { both, taps, scores },
  };
}

function add(counts: number[] | undefined, at: number): void {
  if (counts) counts[at] = (counts[at] ?? 0) + 1;
}
