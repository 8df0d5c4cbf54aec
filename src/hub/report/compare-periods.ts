import type { Change, Changes } from "#contract/reports.js";
import type { Difference } from "#contract/ward-figures.js";
import { compareScores, compareShares } from "#hub/report/views/compare.js";
import { ratedOf, scoredOf, scoresOf, tapsOf } from "#hub/report/views/figures.js";
import type { CellSums } from "#hub/report/views/sum-cells.js";
import type { Hits } from "#statistics/compare-shares.js";

type TwoPeriods = { readonly now: CellSums; readonly before: CellSums };

/** What changed since the period before, by the page's own rule. Those given together are corrected together. */
export function changesOf(lines: readonly TwoPeriods[], k: number): Changes[] {
  const both = <T>(of: (sums: CellSums) => T) => lines.map(({ now, before }) => ({ now: of(now), before: of(before) }));
  const shares = (of: (sums: CellSums) => Hits) =>
    compareShares(both(of), k).map(({ difference }) => changeOf(difference, 100, 2));
  const [satisfied, rated, scored] = [shares(tapsOf), shares(ratedOf), shares(scoredOf)];
  const means = compareScores(both(scoresOf), k).map(({ difference }) => changeOf(difference, 1, 1));
  return lines.map((_, i) => ({
    satisfied: satisfied[i] ?? null,
    ratingCoverage: rated[i] ?? null,
    cameraCoverage: scored[i] ?? null,
    meanScore: means[i] ?? null,
  }));
}

function changeOf(difference: Difference, times: number, digits: number): Change | null {
  if (difference.verdict === "unknown") return null;
  const round = (value: number): number => Number((value * times).toFixed(digits)) + 0;
  const { by, low, high, verdict } = difference;
  return { difference: round(by), low: round(low), high: round(high), clear: verdict !== "noise" };
}
