import type { Change, Changes, Share } from "#contract/reports.js";
import { rounded, type Sums, varianceOfMean } from "#hub/report/sum-cells.js";
import { wilsonInterval, Z90 } from "#statistics/wilson-interval.js";

/** What changed since the period before, where both can be said. */
export function changesOf(now: Sums, before: Sums): Changes {
  return {
    satisfied: shareChange(now.figures.satisfied, before.figures.satisfied),
    ratingCoverage: shareChange(now.figures.ratingCoverage, before.figures.ratingCoverage),
    cameraCoverage: shareChange(now.figures.cameraCoverage, before.figures.cameraCoverage),
    meanScore: meanChange(now, before),
  };
}

/** Difference of two shares in percentage points: Newcombe (1998), method 10, from their two Wilson intervals. */
function shareChange(now: Share | null, before: Share | null): Change | null {
  if (!now || !before) return null;
  const [p1, p2] = [now.n / now.of, before.n / before.of];
  const [a, b] = [wilsonInterval(now.n, now.of), wilsonInterval(before.n, before.of)];
  const difference = p1 - p2;
  const low = difference - Math.hypot(p1 - a.low, b.high - p2);
  const high = difference + Math.hypot(a.high - p1, p2 - b.low);
  return changeOf(difference * 100, low * 100, high * 100, 2);
}

function meanChange(now: Sums, before: Sums): Change | null {
  const [a, b] = [now.figures.scores, before.figures.scores];
  if (a < 1 || b < 1) return null;
  const difference = now.scoreTotal / a - before.scoreTotal / b;
  const variance =
    varianceOfMean(a, now.scoreTotal, now.scoreSquares) + varianceOfMean(b, before.scoreTotal, before.scoreSquares);
  const half = Z90 * Math.sqrt(variance);
  return changeOf(difference, difference - half, difference + half, 1);
}

const changeOf = (difference: number, low: number, high: number, digits: number): Change => ({
  difference: rounded(difference, digits),
  low: rounded(low, digits),
  high: rounded(high, digits),
  clear: low > 0 || high < 0,
});
