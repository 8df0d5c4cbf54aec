import type { AbstentionReason } from "#contract/event.js";
import type { Policy } from "#contract/policy.js";
import type { ReadingReason } from "#contract/reading.js";
import { halfInterval } from "#desk/scoring/interval.js";
import { meanOf, sumBuckets, takeUsable } from "#desk/scoring/time-buckets.js";
import type { WindowFacts, WindowResult, WindowScore } from "#desk/scoring/window-result.js";
import type { ScoringPolicy, WindowSums } from "#desk/scoring/window-sums.js";

/** Another person counts as "early" when they came in the first half and took at least this share of the window. */
const CHANGED_SHARE = 0.25;

/** The rules of abstention, in order; what passes them all is scored. */
export function judgeWindow(policy: ScoringPolicy, sums: WindowSums, windowMs: number): WindowResult {
  const facts: WindowFacts = {
    windowSeconds: Math.floor(windowMs / 1_000),
    coverage: windowMs > 0 ? rounded(Math.min(1, sums.usableMs / windowMs), 3) : 0,
    reasonSeconds: reasonSeconds(sums.reasonMs),
  };
  const abstain = (reason: AbstentionReason): WindowResult => ({ ...facts, outcome: "abstention", reason });
  if (windowMs < policy.window.minimumSeconds * 1_000) return abstain("too_short");
  if (changedEarly(sums, windowMs)) return abstain("person_changed");
  if (sums.usableMs === 0 || facts.coverage < policy.window.minimumCoverage) return abstain(mainLoss(sums, windowMs));
  const { half, ...score } = scoreOf(policy, sums);
  if (2 * half > policy.window.maximumIntervalPoints) return abstain("interval_too_wide");
  return { ...facts, outcome: "score", ...score };
}

type Scored = Omit<WindowScore, keyof WindowFacts | "outcome"> & { readonly half: number };

function scoreOf(policy: ScoringPolicy, sums: WindowSums): Scored {
  const row = sums.buckets.list;
  const all = row.reduce(sumBuckets, { seconds: 0, weight: 0, valence: 0 });
  const whole = meanOf(all);
  const start = meanOf(takeUsable(row, all.seconds / 4));
  const end = meanOf(takeUsable([...row].reverse(), all.seconds / 4));
  const weights = normalised(policy.score);
  const raw = 50 + 50 * (weights.whole * whole + weights.end * end);
  const series = sums.series.facts();
  const half = halfInterval(series, sums.usableMs / (sums.lastUsableMs - sums.firstUsableMs), weights);
  const share = (ms: number): number => rounded(Math.min(1, ms / sums.usableMs), 4);
  return {
    half,
    score: points(raw),
    interval: { low: points(raw - half), high: points(raw + half), confidence: 0.9 },
    change: rounded(50 * (end - start), 1),
    statistics: {
      valenceWhole: rounded(whole, 4),
      valenceEnd: rounded(end, 4),
      positiveShare: share(sums.positiveMs),
      negativeShare: share(sums.negativeMs),
      shortSmileShare: share(sums.smiles.shortMs),
      usableSeconds: Math.round(sums.usableMs / 1_000),
      effectiveReadings: rounded(series.effective, 1),
    },
  };
}

function changedEarly(sums: WindowSums, windowMs: number): boolean {
  const changed = sums.reasonMs.get("person_changed") ?? 0;
  return sums.firstChangeMs < windowMs / 2 && changed >= CHANGED_SHARE * windowMs;
}

/** The reason that took the most time; time without any reading is the eye's. */
function mainLoss(sums: WindowSums, windowMs: number): AbstentionReason {
  let [reason, most]: [AbstentionReason, number] = ["eye_down", windowMs - sums.usableMs];
  for (const ms of sums.reasonMs.values()) most -= ms;
  for (const [name, ms] of sums.reasonMs) if (ms > most) [reason, most] = [name, ms];
  return reason;
}

function reasonSeconds(reasonMs: ReadonlyMap<ReadingReason, number>): Partial<Record<ReadingReason, number>> {
  const seconds: Partial<Record<ReadingReason, number>> = {};
  for (const [reason, ms] of reasonMs) if (ms >= 500) seconds[reason] = Math.round(ms / 1_000);
  return seconds;
}

function normalised({ whole, end }: Policy["score"]): { whole: number; end: number } {
  const sum = whole + end;
  return sum > 0 ? { whole: whole / sum, end: end / sum } : { whole: 1, end: 0 };
}

/** + 0 turns −0 into 0, so that equal results print equally. */
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;
const points = (value: number): number => rounded(Math.max(0, Math.min(100, value)), 1);
