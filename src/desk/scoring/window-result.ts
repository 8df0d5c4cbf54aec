import type { AbstentionReason } from "#contract/event.js";
import type { ReadingReason } from "#contract/reading.js";

export type WindowFacts = {
  /** Whole seconds from the first moment at which scoring was allowed to the close. */
  readonly windowSeconds: number;
  readonly coverage: number;
  readonly reasonSeconds: Partial<Record<ReadingReason, number>>;
};

type WindowStatistics = {
  readonly valenceWhole: number;
  readonly valenceEnd: number;
  readonly positiveShare: number;
  readonly negativeShare: number;
  readonly shortSmileShare: number;
  readonly usableSeconds: number;
  readonly effectiveReadings: number;
};

export type WindowScore = WindowFacts & {
  readonly outcome: "score";
  readonly score: number;
  readonly interval: { readonly low: number; readonly high: number; readonly confidence: 0.9 };
  readonly change: number;
  readonly statistics: WindowStatistics;
};

type WindowAbstention = WindowFacts & { readonly outcome: "abstention"; readonly reason: AbstentionReason };

export type WindowResult = WindowScore | WindowAbstention;

/** A window that never ran: nothing was read, nothing is known. */
export const NO_WINDOW: WindowFacts = { windowSeconds: 0, coverage: 0, reasonSeconds: {} };
