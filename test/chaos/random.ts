import { createRandom } from "#simulation/random.js";

/** Chance that a seed repeats; one row for each purpose, so that one more draw here moves nothing there. */
export class Chance {
  readonly #next: () => number;

  constructor(seed: number, row: number) {
    this.#next = createRandom(seed, row).next;
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  pick<T>(from: readonly T[]): T {
    const one = from[this.between(0, from.length - 1)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  }

  shuffled<T>(from: readonly T[]): T[] {
    const left = [...from];
    return from.map(() => left.splice(this.between(0, left.length - 1), 1)[0] as T);
  }
}
