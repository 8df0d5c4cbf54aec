import type { Row } from "#contract/calibration.js";
import type { Measure } from "#contract/measure.js";
import type { Policy } from "#contract/policy.js";
import { judge } from "#desk/calibration/rows.js";
import { percentile } from "#desk/calibration/statistics.js";

/** What is counted over a whole run: a stall an hour ago is still a stall. */
export class SourceTally {
  #first: { t: number; pictures: number } | undefined;
  #last: { t: number; pictures: number } | undefined;
  #stalls = 0;
  readonly #stallMs: number;

  constructor(stallMs: number) {
    this.#stallMs = stallMs;
  }

  /** The camera may be slow to its first picture, and to its second at another rate: neither is a stall. */
  add({ reading: { t }, source }: Measure): void {
    const known = { t, pictures: source.pictures };
    if (this.#last && source.pictures < this.#last.pictures) this.#first = undefined;
    if (this.#first && source.gapMs > this.#stallMs) this.#stalls++;
    this.#first ??= known;
    this.#last = known;
  }

  get stalls(): number {
    return this.#stalls;
  }

  get seconds(): number {
    return this.#first && this.#last ? (this.#last.t - this.#first.t) / 1_000 : 0;
  }

  /** Pictures per second, as they came. */
  get rate(): number | null {
    const [first, last] = [this.#first, this.#last];
    return first && last && this.seconds >= 1 ? (last.pictures - first.pictures) / this.seconds : null;
  }
}

type Source = { readonly tally: SourceTally; readonly measures: readonly Measure[]; readonly policy: Policy };

export function judgeSource({ tally, measures, policy: { calibration: limits, reading } }: Source): Row[] {
  const budget = { pass: limits.latency.pass * reading.budgetMs, fail: limits.latency.fail * reading.budgetMs };
  const enough = measures.length >= limits.leastFrames;
  return [
    judge({
      check: "source_rate",
      // A camera that names 12 delivers 11.9.
      figure: tally.rate === null ? null : Math.round(tally.rate * 10) / 10,
      unit: "fps",
      limit: { pass: limits.sourceRate.pass * 0.98, fail: limits.sourceRate.fail },
      remedy: { code: "faster_stream" },
    }),
    judge({
      check: "stalls",
      figure: tally.rate === null ? null : tally.stalls,
      unit: "count",
      limit: limits.stalls,
      remedy: { code: "mend_network" },
    }),
    judge({
      check: "latency",
      figure: enough
        ? percentile(
            measures.map((measure) => measure.reading.latencyMs),
            0.95,
          )
        : null,
      unit: "ms",
      limit: budget,
      remedy: { code: "lighter_stream" },
    }),
  ];
}
