import { type Bucket, meanOf, sumBuckets } from "#desk/scoring/time-buckets.js";

/** What the row of one-second means says about spread, in valence units. */
export type SeriesFacts = {
  readonly seconds: number;
  /** Variance of the second means around their own mean. */
  readonly variance: number;
  /** Half the mean squared step between neighbouring seconds: the noise that no trend explains (von Neumann 1941). */
  readonly noise: number;
  /** n·(1 − ρ)/(1 + ρ), ρ the lag-1 autocorrelation; at least 1 when anything was read. */
  readonly effective: number;
};

/** A second counts when at least this much of it was usable. */
const MINIMUM_SHARE = 0.2;
/** Before the data speak: a spread of 0.25 held with the weight of two observations. Keeps short windows honest. */
const PRIOR_VARIANCE = 0.25 ** 2;
const PRIOR_WEIGHT = 2;

/** Running sums over one-second means; constant memory, independent of the buckets and of the frame rate. */
export class SecondSeries {
  #second = -1;
  #open: Bucket = { seconds: 0, weight: 0, valence: 0 };
  #last: { second: number; mean: number } | undefined;
  #count = 0;
  #sum = 0;
  #squares = 0;
  #steps = 0;
  #stepSquares = 0;

  add(fromMs: number, toMs: number, reading: { weight: number; valence: number }): void {
    for (let from = fromMs; from < toMs; ) {
      const second = Math.floor(from / 1_000);
      const to = Math.min(toMs, (second + 1) * 1_000);
      if (to <= from) break;
      if (second !== this.#second) this.#finish(second);
      const weight = (reading.weight * (to - from)) / 1_000;
      const part = { seconds: (to - from) / 1_000, weight, valence: weight * reading.valence };
      this.#open = sumBuckets(this.#open, part);
      from = to;
    }
  }

  facts(): SeriesFacts {
    this.#finish(-1);
    const n = this.#count;
    if (n === 0) return { seconds: 0, variance: 0, noise: 0, effective: 0 };
    const squares = Math.max(0, this.#squares - this.#sum ** 2 / n);
    const variance = (squares + PRIOR_WEIGHT * PRIOR_VARIANCE) / (n - 1 + PRIOR_WEIGHT);
    const noise = (this.#stepSquares / 2 + PRIOR_WEIGHT * PRIOR_VARIANCE) / (this.#steps + PRIOR_WEIGHT);
    const rho = Math.max(0, Math.min(0.99, 1 - noise / variance));
    return { seconds: n, variance, noise, effective: Math.max(1, (n * (1 - rho)) / (1 + rho)) };
  }

  #finish(next: number): void {
    if (this.#open.seconds >= MINIMUM_SHARE) {
      const mean = meanOf(this.#open);
      this.#count += 1;
      this.#sum += mean;
      this.#squares += mean ** 2;
      if (this.#last?.second === this.#second - 1) {
        this.#steps += 1;
        this.#stepSquares += (mean - this.#last.mean) ** 2;
      }
      this.#last = { second: this.#second, mean };
    }
    this.#open = { seconds: 0, weight: 0, valence: 0 };
    this.#second = next;
  }
}
