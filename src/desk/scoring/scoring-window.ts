import type { Reading } from "#contract/reading.js";
import { judgeWindow } from "#desk/scoring/verdict.js";
import type { WindowResult } from "#desk/scoring/window-result.js";
import { emptySums, record, type ScoringPolicy } from "#desk/scoring/window-sums.js";

export type ScoringWindow = {
  /** O(1). Readings in order of `t`; one that is not later than the last is ignored. */
  readonly add: (reading: Reading) => void;
  readonly close: (endMs: number) => WindowResult;
};

/** Opens a window at `startMs`, on the clock that the readings' `t` are on. */
export function openWindow(policy: ScoringPolicy, startMs: number): ScoringWindow {
  const sums = emptySums();
  const gapMs = policy.window.gapSeconds * 1_000;
  let pending: Reading | undefined;

  /** The pending reading speaks until `untilMs`, at most for the gap. */
  const speak = (untilMs: number): void => {
    if (!pending) return;
    const from = Math.max(0, pending.t - startMs);
    const to = Math.min(untilMs, pending.t + gapMs) - startMs;
    if (to > from) record(sums, pending, { from, to, weights: policy.valence });
    if (untilMs > pending.t + gapMs) sums.smiles.end();
  };
  return {
    add(reading) {
      if (pending && reading.t <= pending.t) return;
      speak(reading.t);
      pending = reading;
    },
    close(endMs) {
      speak(endMs);
      pending = undefined;
      return judgeWindow(policy, sums, Math.max(0, endMs - startMs));
    },
  };
}
