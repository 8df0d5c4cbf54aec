import type { Figures, Mean, Share } from "#contract/reports.js";
import type { Cell } from "#hub/report/cell.js";
import { percentText } from "#hub/report/half-up.js";
import { wilsonInterval, Z90 } from "#statistics/wilson-interval.js";

/** What cells add up to, before it is said as shares and means. */
export type Sums = {
  readonly figures: Figures;
  readonly scoreTotal: number;
  readonly scoreSquares: number;
};

export function sumCells(cells: readonly Cell[]): Sums {
  const sum = (of: (cell: Cell) => number): number => cells.reduce((total, cell) => total + of(cell), 0);
  const [transactions, scores] = [sum((cell) => cell.transactions), sum((cell) => cell.scores)];
  const ratedTransactions = sum((cell) => cell.ratedTransactions);
  const ratings = {
    dissatisfied: sum((cell) => cell.ratings.dissatisfied),
    satisfied: sum((cell) => cell.ratings.satisfied),
    very_satisfied: sum((cell) => cell.ratings.very_satisfied),
  };
  const total = ratings.dissatisfied + ratings.satisfied + ratings.very_satisfied;
  const [scoreTotal, scoreSquares] = [sum((cell) => cell.scoreTotal), sum((cell) => cell.scoreSquares)];
  const figures = {
    transactions,
    scores,
    abstentions: transactions - scores,
    ratedTransactions,
    ratings: { ...ratings, total },
    satisfied: shareOf(ratings.satisfied + ratings.very_satisfied, total),
    ratingCoverage: shareOf(ratedTransactions, transactions),
    cameraCoverage: shareOf(scores, transactions),
    meanScore: meanOf(scores, scoreTotal, scoreSquares),
  };
  return { figures, scoreTotal, scoreSquares };
}

/** With its Wilson interval; null of nothing. More than all is no share: taps of dossiers that were not imported. */
export function shareOf(n: number, of: number): Share | null {
  if (of < 1) return null;
  const { low, high } = n > of ? { low: 1, high: 1 } : wilsonInterval(n, of);
  return { n, of, percent: percentText(n, of), low: rounded(low, 4), high: rounded(high, 4) };
}

function meanOf(n: number, total: number, squares: number): Mean | null {
  if (n < 1) return null;
  const value = total / n;
  const half = Z90 * Math.sqrt(varianceOfMean(n, total, squares));
  return {
    n,
    value: rounded(value, 1),
    low: rounded(Math.max(0, value - half), 1),
    high: rounded(Math.min(100, value + half), 1),
  };
}

/** Of independent scores; of a single one it is that of the widest scatter that 0–100 allows. */
export function varianceOfMean(n: number, total: number, squares: number): number {
  if (n < 2) return 2_500;
  return Math.max(0, squares - total ** 2 / n) / (n - 1) / n;
}

export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round((value + Number.EPSILON) * scale) / scale + 0;
}

/** Abstentions by reason, the reasons in order. */
export function sumReasons(cells: readonly Cell[]): Record<string, number> {
  const reasons = new Map<string, number>();
  for (const { abstentions } of cells) {
    for (const [reason, n] of Object.entries(abstentions)) reasons.set(reason, (reasons.get(reason) ?? 0) + n);
  }
  return Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1)));
}
