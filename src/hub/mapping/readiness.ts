import { RATINGS } from "#contract/rating-scale.js";
import type { Level, Pair } from "#hub/mapping/pair.js";

/** From here on a mapping may be learned. */
const MINIMUM = { pairs: 200, perLevel: 20 } as const;

/** Too few of something; how many more days until there are enough if it goes on so, null if never. */
export type Shortage = {
  readonly of: "pairs" | Level;
  readonly have: number;
  readonly need: number;
  readonly days: number | null;
};

/** What is missing after `days` of collecting; empty when there is enough. */
export function shortages(pairs: readonly Pair[], days: number): Shortage[] {
  const shortage = (of: Shortage["of"], have: number, need: number): Shortage[] =>
    have >= need ? [] : [{ of, have, need, days: have === 0 ? null : Math.ceil(((need - have) / have) * days) }];
  return [
    ...shortage("pairs", pairs.length, MINIMUM.pairs),
    ...RATINGS.flatMap((level) =>
      shortage(level, pairs.filter(({ rating }) => rating === level).length, MINIMUM.perLevel),
    ),
  ];
}
