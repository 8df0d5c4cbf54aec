/** Sums over one stretch of the window: usable seconds, Σ weight·seconds, Σ weight·seconds·valence. */
export type Bucket = { seconds: number; weight: number; valence: number };

export const MAX_BUCKETS = 64;
const FIRST_WIDTH_MS = 250;

const emptyBucket = (): Bucket => ({ seconds: 0, weight: 0, valence: 0 });

export const sumBuckets = (a: Bucket, b: Bucket): Bucket => ({
  seconds: a.seconds + b.seconds,
  weight: a.weight + b.weight,
  valence: a.valence + b.valence,
});

/** Quality-weighted mean valence; 0 where nothing was usable. */
export const meanOf = (bucket: Bucket): number => (bucket.weight > 0 ? bucket.valence / bucket.weight : 0);

/**
 * At most 64 equal buckets from the window's start. When time runs past the last one, neighbours merge and the width
 * doubles: memory and the cost of a reading stay constant, and sums over the whole window do not change by it.
 */
export class TimeBuckets {
  #widthMs = FIRST_WIDTH_MS;
  #buckets: Bucket[] = [];

  get list(): readonly Bucket[] {
    return this.#buckets;
  }

  /** Times are ms from the window's start. The stretch is shared out over the buckets that it touches. */
  add(fromMs: number, toMs: number, reading: { weight: number; valence: number }): void {
    while (toMs > this.#widthMs * MAX_BUCKETS) this.#merge();
    for (let from = fromMs; from < toMs; ) {
      const index = Math.min(MAX_BUCKETS - 1, Math.floor(from / this.#widthMs));
      const to = Math.min(toMs, (index + 1) * this.#widthMs);
      // Rounding at a border must not stall the loop.
      if (to <= from) break;
      const weight = (reading.weight * (to - from)) / 1_000;
      while (this.#buckets.length <= index) this.#buckets.push(emptyBucket());
      const part = { seconds: (to - from) / 1_000, weight, valence: weight * reading.valence };
      this.#buckets[index] = sumBuckets(this.#buckets[index] ?? emptyBucket(), part);
      from = to;
    }
  }

  #merge(): void {
    const pairs = Math.ceil(this.#buckets.length / 2);
    this.#buckets = Array.from({ length: pairs }, (_, i) =>
      sumBuckets(this.#buckets[2 * i] ?? emptyBucket(), this.#buckets[2 * i + 1] ?? emptyBucket()),
    );
    this.#widthMs *= 2;
  }
}

/**
 * The first `usable` usable seconds of a row of buckets; the bucket on the border gives its share. Reverse the row for
 * the last ones. Counted in usable time, so that a citizen who sits down late or walks off before the clerk closes
 * does not empty a quarter.
 */
export function takeUsable(row: readonly Bucket[], usable: number): Bucket {
  let taken = emptyBucket();
  for (const bucket of row) {
    const missing = usable - taken.seconds;
    if (missing <= 0) break;
    const share = bucket.seconds > missing ? missing / bucket.seconds : 1;
    taken = sumBuckets(taken, {
      seconds: bucket.seconds * share,
      weight: bucket.weight * share,
      valence: bucket.valence * share,
    });
  }
  return taken;
}
