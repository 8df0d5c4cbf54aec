import { DIRECTIONS, MAPPED_STATISTICS, type MappedStatistics, type Mapping } from "#contract/mapping.js";
import { RATINGS } from "#contract/rating-scale.js";
import type { Pair } from "#hub/mapping/pair.js";
import { fitProportionalOdds, type Observation, type OddsModel } from "#hub/mapping/proportional-odds.js";

/** A prior of one standard deviation of log odds per standard deviation of a statistic: nothing is tuned. */
const RIDGE = 1;

export type Fitted = {
  readonly mapping: Mapping;
  /** On the statistics as they are, for judging how likely a tap was. */
  readonly odds: OddsModel;
};

export const observationOf = ({ rating, statistics }: Pair): Observation => ({
  level: RATINGS.indexOf(rating),
  features: MAPPED_STATISTICS.map((name) => statistics[name]),
});

/**
 * The regression decides in which order the windows stand; the cuts call as many of them dissatisfied, and very
 * satisfied, as tapped so. The likeliest level would be useless: where one in a hundred is dissatisfied it is never that.
 */
export function fitMapping(pairs: readonly Pair[]): Fitted {
  const rows = pairs.map(observationOf);
  const scales = MAPPED_STATISTICS.map((_, j) => scaleOf(rows.map(({ features }) => features[j] as number)));
  const standard = rows.map(({ level, features }) => ({
    level,
    features: features.map((value, j) => (value - (scales[j] as Scale).mean) / (scales[j] as Scale).deviation),
  }));
  const model = fitInDirection(standard);
  const weights = model.weights.map((weight, j) => weight / (scales[j] as Scale).deviation);
  const offset = weights.reduce((sum, weight, j) => sum + weight * (scales[j] as Scale).mean, 0);
  const sums = rows.map(({ features }) => features.reduce((sum, value, j) => sum + value * (weights[j] as number), 0));
  const counts = RATINGS.map((level) => pairs.filter(({ rating }) => rating === level).length);
  const sorted = sums.sort((a, b) => a - b);
  return {
    odds: { thresholds: model.thresholds.map((threshold) => threshold + offset), weights },
    mapping: {
      weights: Object.fromEntries(MAPPED_STATISTICS.map((name, j) => [name, weights[j]])) as MappedStatistics,
      cuts: {
        satisfied: cutAfter(sorted, counts[0] as number),
        verySatisfied: cutAfter(sorted, (counts[0] as number) + (counts[1] as number)),
      },
    },
  };
}

/**
 * Statistics overlap, and a free fit would set one against the other: happier on the whole, lower level. Nobody could
 * defend that to a citizen, so what points the wrong way is left out, the worst first, until all point as they must.
 */
function fitInDirection(rows: readonly Observation[]): OddsModel {
  const used = MAPPED_STATISTICS.map(() => true);
  for (;;) {
    const kept = rows.map(({ level, features }) => ({ level, features: features.filter((_, j) => used[j]) }));
    const fit = fitProportionalOdds(kept, RATINGS.length, RIDGE);
    let next = 0;
    const weights = used.map((is) => (is ? (fit.weights[next++] as number) : 0));
    const against = MAPPED_STATISTICS.map((name, j) => DIRECTIONS[name] * (weights[j] as number));
    const worst = against.indexOf(Math.min(...against));
    if ((against[worst] as number) >= 0) return { thresholds: fit.thresholds, weights };
    used[worst] = false;
  }
}

type Scale = { readonly mean: number; readonly deviation: number };

function scaleOf(values: readonly number[]): Scale {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  // A statistic that never moves says nothing: the penalty takes its weight to 0.
  return { mean, deviation: variance > 1e-12 ? Math.sqrt(variance) : 1 };
}

/** Between the `count` lowest and the rest. */
const cutAfter = (sorted: readonly number[], count: number): number =>
  ((sorted[count - 1] as number) + (sorted[count] as number)) / 2;
