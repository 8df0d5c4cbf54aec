import { type MappedStatistics, type Mapping, weightedSum } from "#contract/mapping.js";
import { CUTS } from "#hub/report/agreement/pair-table.js";

/**
 * The weighted sum on the scale of scores, each cut at the place where an uncalibrated score changes its level: so the
 * same figures of agreement are made of raw and learned mapping. Not clipped, for order is all that AUC needs.
 */
export function mappedScore(mapping: Mapping, statistics: MappedStatistics): number {
  const { satisfied, verySatisfied } = mapping.cuts;
  const share = (weightedSum(mapping, statistics) - satisfied) / (verySatisfied - satisfied);
  return CUTS.satisfied + share * (CUTS.verySatisfied - CUTS.satisfied);
}
