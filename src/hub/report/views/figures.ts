import type { GroupFigures, MeanFigure, ShareFigure } from "#contract/ward-figures.js";
import type { CellSums } from "#hub/report/views/sum-cells.js";
import { meanInterval, type Sums } from "#statistics/compare-means.js";
import type { Hits } from "#statistics/compare-shares.js";
import { wilsonInterval } from "#statistics/wilson-interval.js";

export const to4 = (value: number): number => Math.round(value * 10_000) / 10_000;
export const to2 = (value: number): number => Math.round(value * 100) / 100;

/** Cells hold no fewer than k: what is fewer here is a part of one, such as its taps, and says little besides. */
export function shareFigure({ hits, n }: Hits, k: number): ShareFigure {
  if (n === 0) return { state: "none" };
  if (n < k) return { state: "few" };
  const { low, high } = wilsonInterval(hits, n);
  return { state: "shown", hits, n, value: to4(hits / n), low: to4(low), high: to4(high) };
}

export function meanFigure(sums: Sums, k: number): MeanFigure {
  if (sums.n === 0) return { state: "none" };
  if (sums.n < Math.max(2, k)) return { state: "few" };
  const { value, low, high } = meanInterval(sums);
  return { state: "shown", n: sums.n, value: to2(value), low: to2(Math.max(0, low)), high: to2(Math.min(100, high)) };
}

export const tapsOf = ({ ratings, taps }: CellSums): Hits => ({
  hits: ratings.satisfied + ratings.very_satisfied,
  n: taps,
});
export const scoresOf = ({ scores, scoreTotal, scoreSquares }: CellSums): Sums => ({
  n: scores,
  total: scoreTotal,
  squares: scoreSquares,
});
export const scoredOf = ({ scores, transactions }: CellSums): Hits => ({ hits: scores, n: transactions });
export const ratedOf = ({ ratedTransactions, transactions }: CellSums): Hits => ({
  hits: ratedTransactions,
  n: transactions,
});

export const figuresOf = (sums: CellSums, k: number): GroupFigures => ({
  transactions: sums.transactions,
  satisfaction: shareFigure(tapsOf(sums), k),
  camera: meanFigure(scoresOf(sums), k),
  cameraCoverage: shareFigure(scoredOf(sums), k),
  ratingCoverage: shareFigure(ratedOf(sums), k),
});
