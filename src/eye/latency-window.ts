/** The last few latencies: enough for a median and a 95th percentile, nothing to grow. */
export class LatencyWindow {
  readonly #values = new Float64Array(256);
  #count = 0;

  add(ms: number): void {
    this.#values[this.#count++ % this.#values.length] = ms;
  }

  /** Nearest rank; 0 before the first value. */
  percentile(share: number): number {
    const known = this.#values.subarray(0, Math.min(this.#count, this.#values.length)).toSorted();
    const value = known[Math.max(0, Math.ceil(share * known.length) - 1)] ?? 0;
    return Math.round(value * 100) / 100;
  }
}
