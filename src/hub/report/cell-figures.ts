import { RATINGS } from "#contract/rating-scale.js";
import { CUTS, type PairCount } from "#hub/report/agreement/pair-table.js";
import type { Cell } from "#hub/report/cell.js";
import type { FieldScores } from "#hub/report/summary.js";

/** Of fields that were too few alone, and of transactions without one; no field can be named so. */
export const SEVERAL_FIELDS = "(several)";

export function fieldScores(cells: readonly Cell[]): FieldScores[] {
  const fields = new Map<string, { n: number; tenths: number }>();
  for (const { field, scores, scoreTotal } of cells) {
    const sum = fields.get(field ?? SEVERAL_FIELDS) ?? { n: 0, tenths: 0 };
    sum.n += scores;
    sum.tenths += Math.round(scoreTotal * 10);
    fields.set(field ?? SEVERAL_FIELDS, sum);
  }
  return [...fields]
    .filter(([, { n }]) => n > 0)
    .map(([field, { n, tenths }]) => ({ field, n, total: tenths / 10 }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}

/** One score for each level: cells know no single one. */
const MIDDLES = [CUTS.satisfied / 2, (CUTS.satisfied + CUTS.verySatisfied) / 2, (CUTS.verySatisfied + 100) / 2];

/** Pairs of a tap and a score, all cells together. */
export const pairCounts = (cells: readonly Pick<Cell, "pairs">[]): PairCount[] =>
  RATINGS.flatMap((rating, i) =>
    MIDDLES.map((score, j) => ({ rating, score, n: cells.reduce((sum, { pairs }) => sum + (pairs[i]?.[j] ?? 0), 0) })),
  ).filter(({ n }) => n > 0);
