import type { PairCount } from "#hub/report/agreement/pair-table.js";
import type { Estimate } from "#hub/report/agreement/wilson.js";
import { type Ranked, rankShare } from "#statistics/rank-share.js";
import { Z90 } from "#statistics/wilson-interval.js";

/**
 * How often the camera scores a citizen who tapped *không hài lòng* lower than one who tapped another level, ties half.
 * It needs no cuts. Undefined when one of the two kinds is missing.
 */
export function areaUnderCurve(pairs: readonly PairCount[]): Estimate | undefined {
  // A citizen who tapped another level is to score higher.
  const ranked = pairs.map(({ rating, score, n }) => ({ score, positive: rating !== "dissatisfied", n }));
  const value = rankShare(ranked);
  if (value === undefined) return undefined;
  const others = countOf(ranked.filter(({ positive }) => positive));
  const dissatisfied = countOf(ranked) - others;
  const outside = (area: number): boolean => (area - value) ** 2 > Z90 ** 2 * variance(area, dissatisfied, others);
  return { value, low: border(outside, 0, value), high: border(outside, 1, value) };
}

const countOf = (ranked: readonly Ranked[]): number => ranked.reduce((sum, { n }) => sum + n, 0);

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
