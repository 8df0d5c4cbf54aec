import type { Logger } from "#platform/logger.js";

/** Counts what was refused, and says each reason once: a broker repeats what it keeps. */
export class Refusals<Why extends string> {
  readonly #counts = new Map<Why, number>();
  readonly #event: string;
  readonly #log: Logger;

  constructor(event: string, log: Logger) {
    this.#event = event;
    this.#log = log;
  }

  get counts(): ReadonlyMap<Why, number> {
    return this.#counts;
  }

  add(why: Why): void {
    const times = (this.#counts.get(why) ?? 0) + 1;
    this.#counts.set(why, times);
    if (times === 1) this.#log.warn({ event: this.#event, why });
  }
}
