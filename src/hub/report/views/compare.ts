import type { ComparedMean, ComparedShare, Difference } from "#contract/ward-figures.js";
import { meanFigure, shareFigure, to2, to4 } from "#hub/report/views/figures.js";
import { compareMeans, type Sums } from "#statistics/compare-means.js";
import { type Hits, shareDifference, sharesDiffer } from "#statistics/compare-shares.js";
import { holm } from "#statistics/holm.js";

/** As the intervals, 90 %: below it a difference is more than chance. */
const LEVEL = 0.1;

type Two<T> = { readonly now: T; readonly before: T };

/** Of two periods, all compared together: the more there are, the less any one of them says by chance. */
export function compareShares(pairs: readonly Two<Hits>[], k: number): ComparedShare[] {
  return compareAll(pairs, {
    figure: (hits: Hits) => shareFigure(hits, k),
    p: ({ now, before }) => sharesDiffer(now, before),
    difference: ({ now, before }) => shareDifference(now, before),
    round: to4,
  });
}

export function compareScores(pairs: readonly Two<Sums>[], k: number): ComparedMean[] {
  return compareAll(pairs, {
    figure: (sums: Sums) => meanFigure(sums, k),
    p: ({ now, before }) => compareMeans(now, before).p,
    difference: ({ now, before }) => compareMeans(now, before),
    round: to2,
  });
}

type Way<T, F> = {
  readonly figure: (value: T) => F;
  readonly p: (two: Two<T>) => number;
  readonly difference: (two: Two<T>) => { by: number; low: number; high: number };
  readonly round: (value: number) => number;
};

function compareAll<T, F extends { readonly state: string }>(pairs: readonly Two<T>[], way: Way<T, F>) {
  const both = pairs.map((two) => ({ two, now: way.figure(two.now), before: way.figure(two.before) }));
  const known = both.filter(({ now, before }) => now.state === "shown" && before.state === "shown");
  const corrected = holm(known.map(({ two }) => way.p(two)));
  return both.map((one) => {
    const p = corrected[known.indexOf(one)];
    const { now, before } = one;
    if (p === undefined) return { now, before, difference: { verdict: "unknown" } as Difference };
    const { by, low, high } = way.difference(one.two);
    const verdict = p >= LEVEL ? "noise" : by > 0 ? "rose" : "fell";
    const difference: Difference = {
      verdict,
      by: way.round(by),
      low: way.round(low),
      high: way.round(high),
      p: to4(p),
    };
    return { now, before, difference };
  });
}
