const FREE_TRIES = 5;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 15 * 60_000;

/**
 * After five wrong PINs the door stays shut for half a minute, after each further one for twice as long, up to a quarter
 * of an hour: six digits then last for years. For everyone, for addresses are cheap. Times on the monotonic clock, ms.
 */
export class PinLock {
  #wrong = 0;
  #until = Number.NEGATIVE_INFINITY;

  /** For how long no PIN is tried. */
  lockedMs(now: number): number {
    return Math.max(0, this.#until - now);
  }

  wrong(now: number): void {
    this.#wrong += 1;
    const beyond = this.#wrong - FREE_TRIES;
    if (beyond >= 0) this.#until = now + Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** beyond);
  }

  right(): void {
    this.#wrong = 0;
  }
}
