import type { Policy } from "#contract/policy.js";
import type { Reading, ReadingReason } from "#contract/reading.js";
import { SecondSeries } from "#desk/scoring/second-series.js";
import { SmileRuns } from "#desk/scoring/smile-runs.js";
import { TimeBuckets } from "#desk/scoring/time-buckets.js";
import { valenceOf } from "#desk/scoring/valence.js";

export type ScoringPolicy = Pick<Policy, "valence" | "score" | "window">;

/** The sums of one window; times in ms from its start. */
export type WindowSums = {
  readonly buckets: TimeBuckets;
  readonly series: SecondSeries;
  readonly smiles: SmileRuns;
  readonly reasonMs: Map<ReadingReason, number>;
  usableMs: number;
  positiveMs: number;
  negativeMs: number;
  firstUsableMs: number;
  lastUsableMs: number;
  firstChangeMs: number;
};

export const emptySums = (): WindowSums => ({
  buckets: new TimeBuckets(),
  series: new SecondSeries(),
  smiles: new SmileRuns(),
  reasonMs: new Map(),
  usableMs: 0,
  positiveMs: 0,
  negativeMs: 0,
  firstUsableMs: Number.POSITIVE_INFINITY,
  lastUsableMs: 0,
  firstChangeMs: Number.POSITIVE_INFINITY,
});

/** Valence from which a moment counts as positive (or, negated, as negative). Reported, never scored. */
const CLEAR_VALENCE = 0.2;
/** A reading that passed the quality gate always counts a little. */
const MINIMUM_WEIGHT = 0.05;

/** `from` and `to` in ms from the window's start. */
export type Stretch = { from: number; to: number; weights: Policy["valence"] };

export function record(sums: WindowSums, reading: Reading, { from, to, weights }: Stretch): void {
  const ms = to - from;
  if (reading.outcome === "none") {
    sums.reasonMs.set(reading.reason, (sums.reasonMs.get(reading.reason) ?? 0) + ms);
    if (reading.reason === "person_changed") sums.firstChangeMs = Math.min(sums.firstChangeMs, from);
    sums.smiles.end();
    return;
  }
  const valence = valenceOf(reading.probabilities, weights);
  const spoken = { valence, weight: Math.max(MINIMUM_WEIGHT, reading.quality.weight) };
  sums.buckets.add(from, to, spoken);
  sums.series.add(from, to, spoken);
  sums.smiles.add(reading.probabilities.happiness, ms);
  sums.usableMs += ms;
  if (valence >= CLEAR_VALENCE) sums.positiveMs += ms;
  if (valence <= -CLEAR_VALENCE) sums.negativeMs += ms;
  sums.firstUsableMs = Math.min(sums.firstUsableMs, from);
  sums.lastUsableMs = to;
}
