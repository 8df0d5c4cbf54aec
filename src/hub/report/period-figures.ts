import type { Figures, Mean, Share } from "#contract/reports.js";
import type { Cell } from "#hub/report/cell.js";
import { percentText } from "#hub/report/half-up.js";
import { meanFigure, ratedOf, scoredOf, scoresOf, tapsOf } from "#hub/report/views/figures.js";
import type { CellSums } from "#hub/report/views/sum-cells.js";
import { wilsonInterval } from "#statistics/wilson-interval.js";

const UNSAID = { dissatisfied: null, satisfied: null, very_satisfied: null };

/** What is said of released cells; as on the page, a figure of fewer than k is left out. */
export function figuresOf(sums: CellSums, k: number): Figures {
  const { transactions, scores, ratedTransactions, ratings, taps } = sums;
  const share = ({ hits, n }: ReturnType<typeof tapsOf>) => (n < k ? null : shareOf(hits, n));
  return {
    transactions,
    scores,
    abstentions: transactions - scores,
    ratedTransactions,
    ratings: { ...(taps > 0 && taps < k ? UNSAID : ratings), total: taps },
    satisfied: share(tapsOf(sums)),
    ratingCoverage: share(ratedOf(sums)),
    cameraCoverage: share(scoredOf(sums)),
    meanScore: meanOf(sums, k),
  };
}

/** With its Wilson interval; null of nothing, and of more than all: taps of dossiers that were not imported. */
export function shareOf(n: number, of: number): Share | null {
  if (of < 1 || n > of) return null;
  const { low, high } = wilsonInterval(n, of);
  return { n, of, percent: percentText(n, of), low: rounded(low, 4), high: rounded(high, 4) };
}

function meanOf(sums: CellSums, k: number): Mean | null {
  const figure = meanFigure(scoresOf(sums), k);
  if (figure.state !== "shown") return null;
  const { n, value, low, high } = figure;
  return { n, value: rounded(value, 1), low: rounded(low, 1), high: rounded(high, 1) };
}

function rounded(value: number, digits: number): number {
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
