import type { Ledger } from "#desk/ledger/ledger.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

type Parts = { readonly ledger: Pick<Ledger, "tidy">; readonly clock: Clock; readonly log: Logger };

const EVERY_MS = 60_000;
/** Between two steps the counter's own commits have their turn. */
const BETWEEN_MS = 50;
/** An alarm for whoever looks once a day. */
const SHOWN_MS = 24 * 3_600_000;

/** Keeps the ledger from growing without end, in small steps beside the counter's work. */
export class Housekeeping {
  readonly #parts: Parts;
  #crowdedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The ledger is near its limit, or was within the last day: receipted events go before their time. */
  get crowded(): boolean {
    return this.#parts.clock.monotonic() - this.#crowdedAt < SHOWN_MS;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await pause(this.step() ? BETWEEN_MS : EVERY_MS, signal);
  }

  /** → whether there is more to do. */
  step(): boolean {
    const { ledger, clock, log } = this.#parts;
    try {
      const { more, early, crowded } = ledger.tidy();
      if (early || crowded) {
        if (!this.crowded) log.warn({ event: "ledger.crowded", early });
        this.#crowdedAt = clock.monotonic();
      }
      return more;
    } catch (error) {
      if (!isErrorCode(error, "ledger.full")) throw error;
      return false;
    }
  }
}
