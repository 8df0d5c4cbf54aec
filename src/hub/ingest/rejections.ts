import type { RejectionReason } from "#contract/rejection.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";

const QUIET_MS = 60_000;
/** Reasons × devices that are remembered for the log's rate limit; devices are enrolled ones only. */
const UNKNOWN = "unknown";

/** `topic`: where it was said, by whoever said it. */
export type Refused = { readonly reason: RejectionReason; readonly device?: string; readonly topic?: string };

/** Counts every rejection since this hub started; each reason and device reaches the log once a minute, without content. */
export class Rejections {
  readonly #counts = new Map<RejectionReason, number>();
  readonly #loggedAt = new Map<string, number>();
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #onRefused: (refused: Refused) => void;

  constructor(clock: Clock, log: Logger, onRefused: (refused: Refused) => void = () => {}) {
    this.#clock = clock;
    this.#log = log;
    this.#onRefused = onRefused;
  }

  get counts(): ReadonlyMap<RejectionReason, number> {
    return this.#counts;
  }

  add(reason: RejectionReason, device?: string, topic?: string): void {
    this.#onRefused({ reason, ...(device === undefined ? {} : { device }), ...(topic === undefined ? {} : { topic }) });
    const total = (this.#counts.get(reason) ?? 0) + 1;
    this.#counts.set(reason, total);
    const now = this.#clock.monotonic();
    const key = `${reason} ${device ?? UNKNOWN}`;
    if (now - (this.#loggedAt.get(key) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    this.#loggedAt.set(key, now);
    this.#log.warn({ event: "event.rejected", reason, device: device ?? UNKNOWN, total });
  }
}
