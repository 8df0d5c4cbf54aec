import type { PairCount } from "#hub/report/agreement/pair-table.js";
import { type Estimate, Z90 } from "#hub/report/agreement/wilson.js";

/**
 * How often the camera scores a citizen who tapped *không hài lòng* lower than one who tapped another level, ties half
 * (Mann and Whitney 1947). It needs no cuts. Undefined when one of the two kinds is missing.
 */
export function areaUnderCurve(pairs: readonly PairCount[]): Estimate | undefined {
  const byScore = new Map<number, { dissatisfied: number; others: number }>();
  let [dissatisfied, others] = [0, 0];
  for (const { rating, score, n } of pairs) {
    const at = byScore.get(score) ?? { dissatisfied: 0, others: 0 };
    if (rating === "dissatisfied") [at.dissatisfied, dissatisfied] = [at.dissatisfied + n, dissatisfied + n];
    else [at.others, others] = [at.others + n, others + n];
    byScore.set(score, at);
  }
  if (dissatisfied === 0 || others === 0) return undefined;
  let [wins, above] = [0, others];
  for (const [, at] of [...byScore].sort(([a], [b]) => a - b)) {
    above -= at.others;
    wins += at.dissatisfied * (above + at.others / 2);
  }
  const value = wins / (dissatisfied * others);
  const outside = (area: number): boolean => (area - value) ** 2 > Z90 ** 2 * variance(area, dissatisfied, others);
  return { value, low: border(outside, 0, value), high: border(outside, 1, value) };
}

/** Hanley and McNeil (1982), with Newcombe's mean count (2006, method 5), at a supposed true area. */
function variance(area: number, dissatisfied: number, others: number): number {
  const mean = (dissatisfied + others) / 2 - 1;
  const ties = 1 + mean * ((1 - area) / (2 - area) + area / (1 + area));
  return (area * (1 - area) * ties) / (dissatisfied * others);
}

/** Where the supposed areas from `value` towards `end` begin to lie outside: halved until it is exact enough. */
function border(outside: (area: number) => boolean, end: number, value: number): number {
  let [inner, outer] = [value, end];
  if (!outside(outer)) return outer;
  for (let step = 0; step < 40; step += 1) {
    const middle = (inner + outer) / 2;
    if (outside(middle)) outer = middle;
    else inner = middle;
  }
  return inner;
}
