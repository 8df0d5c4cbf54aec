import type { Row } from "#contract/calibration.js";
import type { Policy } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import { judge } from "#desk/calibration/rows.js";
import { openWindow, type ScoringWindow } from "#desk/scoring/scoring-window.js";

/** Fewer windows are no share. */
const LEAST_WINDOWS = 3;

/** Windows of the shortest scored length, one after the other, through the real rules: how many would be scored? */
export class DryRun {
  readonly #policy: Policy;
  #window: { readonly scoring: ScoringWindow; readonly from: number } | undefined;
  #windows = 0;
  #scored = 0;

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  add(reading: Reading): void {
    const lengthMs = this.#policy.window.minimumSeconds * 1_000;
    this.#window ??= { scoring: openWindow(this.#policy, reading.t), from: reading.t };
    const { scoring, from } = this.#window;
    if (reading.t < from + lengthMs) {
      scoring.add(reading);
      return;
    }
    this.#windows++;
    if (scoring.close(from + lengthMs).outcome === "score") this.#scored++;
    this.#window = { scoring: openWindow(this.#policy, reading.t), from: reading.t };
    this.#window.scoring.add(reading);
  }

  /** What was acted out is no ordinary transaction: an unfinished window is forgotten. */
  interrupt(): void {
    this.#window = undefined;
  }

  row(): Row {
    return judge({
      check: "yield",
      figure: this.#windows >= LEAST_WINDOWS ? this.#scored / this.#windows : null,
      unit: "share",
      limit: this.#policy.calibration.yield,
      remedy: { code: "mend_rows_above" },
    });
  }
}
