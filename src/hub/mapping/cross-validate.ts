import { RATINGS } from "#contract/rating-scale.js";
import { fitMapping, observationOf } from "#hub/mapping/fit-mapping.js";
import { mappedScore } from "#hub/mapping/mapped-score.js";
import type { Pair } from "#hub/mapping/pair.js";
import { logLikelihood } from "#hub/mapping/proportional-odds.js";

const FOLDS = 5;

/** One pair, judged by a mapping that was made without it. */
export type OutOfSample = {
  readonly pair: Pair;
  readonly learnedScore: number;
  /** Log-likelihood of the tap, less that under the plain shares of the taps: what the face added. */
  readonly information: number;
};

/** Every pair once, each from a fit on the other folds. Every fold has its part of each level. */
export function crossValidate(pairs: readonly Pair[]): OutOfSample[] {
  const dealt = deal(pairs, FOLDS);
  return dealt.flatMap((fold, i) => {
    const others = dealt.flatMap((other, j) => (j === i ? [] : other));
    const { mapping, odds } = fitMapping(others);
    const shares = RATINGS.map((level) => others.filter(({ rating }) => rating === level).length / others.length);
    return fold.map((pair) => {
      const observation = observationOf(pair);
      const plain = Math.log(shares[observation.level] as number);
      return {
        pair,
        learnedScore: mappedScore(mapping, pair.statistics),
        information: logLikelihood(odds, observation) - plain,
      };
    });
  });
}

/** Like cards, level after level: the order of the pairs decides, so that the same pairs give the same answer. */
export function deal<T extends { readonly rating: Pair["rating"] }>(items: readonly T[], hands: number): T[][] {
  const dealt = Array.from({ length: hands }, (): T[] => []);
  const byLevel = RATINGS.flatMap((level) => items.filter(({ rating }) => rating === level));
  byLevel.forEach((item, i) => {
    dealt[i % hands]?.push(item);
  });
  return dealt;
}
