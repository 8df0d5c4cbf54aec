import type { Clock } from "#platform/clock.js";

/** So many events at once, and so many a second, any counter may send; one that sends more is catching up. */
const FREE_EVENTS = 16;
const FREE_PER_SECOND = 2;
const MAX_PAUSE_MS = 60_000;
/** How fast the estimate of an event's cost follows, and the most that is believed: a full disk is not a cost. */
const FOLLOW = 0.1;
const MAX_COST_MS = 20;

type Allowance = { events: number; at: number };

/**
 * How long a desk that catches up pauses before it sends more, so that all of them together take no more than their share
 * of the hub's time, whatever this machine can do. Others are never slowed.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #share: number;
  readonly #allowances = new Map<string, Allowance>();
  #costMs = 1;

  /** `share`: of the hub's time, above 0; 1 means no pauses. */
  constructor(clock: Clock, share: number) {
    this.#clock = clock;
    this.#share = share;
  }

  /** A batch took so long, from the first letter's check to the last receipt. */
  spent(ms: number, events: number): void {
    if (events > 0) this.#costMs += FOLLOW * (Math.min(MAX_COST_MS, ms / events) - this.#costMs);
  }

  /** Call it once for each counter in a batch. → ms that its desk is asked to wait; 0 for one that is not behind. */
  pauseFor(counter: string, events: number): number {
    const allowance = this.#refilled(counter);
    allowance.events = Math.max(-FREE_EVENTS, allowance.events - events);
    this.#allowances.set(counter, allowance);
    if (allowance.events >= 0 || this.#share >= 1) return 0;
    // Spread, so that those that were receipted together do not come back together.
    const spread = 0.5 + Math.random();
    return Math.min(MAX_PAUSE_MS, Math.ceil((spread * this.#behind() * events * this.#costMs) / this.#share));
  }

  /** Counters that catch up at present. Those that have their whole allowance again are forgotten. */
  #behind(): number {
    let behind = 0;
    for (const counter of this.#allowances.keys()) {
      const { events } = this.#refilled(counter);
      if (events < 0) behind += 1;
      else if (events >= FREE_EVENTS) this.#allowances.delete(counter);
    }
    return behind;
  }

  #refilled(counter: string): Allowance {
    const now = this.#clock.monotonic();
    const { events, at } = this.#allowances.get(counter) ?? { events: FREE_EVENTS, at: now };
    return { events: Math.min(FREE_EVENTS, events + ((now - at) / 1_000) * FREE_PER_SECOND), at: now };
  }
}
