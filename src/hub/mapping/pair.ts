import type { MappedStatistics } from "#contract/mapping.js";
import type { PairCount } from "#hub/report/agreement/pair-table.js";

export type Level = PairCount["rating"];

/** One transaction with both a tap and a score. */
export type Pair = {
  readonly counter: string;
  readonly rating: Level;
  readonly score: number;
  readonly statistics: MappedStatistics;
};
