import type { RejectionReason } from "#contract/rejections.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";

const QUIET_MS = 60_000;
/** Reasons × devices that are remembered for the log's rate limit; devices are enrolled ones only. */
const UNKNOWN = "unknown";

/** Counts every rejection since this hub started; each reason and device reaches the log once a minute, without content. */
export class Rejections {
  readonly #counts = new Map<RejectionReason, number>();
  readonly #loggedAt = new Map<string, number>();
  readonly #clock: Clock;
  readonly #log: Logger;

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  get counts(): ReadonlyMap<RejectionReason, number> {
    return this.#counts;
  }

  add(reason: RejectionReason, device: string = UNKNOWN): void {
    const total = (this.#counts.get(reason) ?? 0) + 1;
    this.#counts.set(reason, total);
    const now = this.#clock.monotonic();
    const key = `${reason} ${device}`;
    if (now - (this.#loggedAt.get(key) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    this.#loggedAt.set(key, now);
    this.#log.warn({ event: "event.rejected", reason, device, total });
  }
}
