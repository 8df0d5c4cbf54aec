const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 15 * 60_000;

/**
 * After five wrong tries a door stays shut for half a minute, after each further one for twice as long, up to a quarter
 * of an hour: six digits then last for years. Times on the monotonic clock, ms.
 */
export class TryLock {
  readonly #freeTries: number;
  #wrong = 0;
  #until = Number.NEGATIVE_INFINITY;

  constructor(freeTries = 5) {
    this.#freeTries = freeTries;
  }

  /** For how long none is tried. */
  lockedMs(now: number): number {
    return Math.max(0, this.#until - now);
  }

  wrong(now: number): void {
    this.#wrong += 1;
    const beyond = this.#wrong - this.#freeTries;
    if (beyond >= 0) this.#until = now + Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** beyond);
  }

  right(): void {
    this.#wrong = 0;
  }
}
