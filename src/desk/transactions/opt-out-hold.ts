import type { Ledger } from "#desk/ledger/ledger.js";
import type { ZoneWatch } from "#desk/transactions/zone-watch.js";
import { isErrorCode } from "#platform/errors.js";

/** An opt-out holds until the zone has been seen empty this long. */
const EMPTY_MS = 2_000;

/**
 * A citizen who opted out may still be in the zone: until it was seen empty nobody is scored who has not agreed on the
 * page, over a restart too. Without an eye it never is seen so; then there is nothing to score either.
 */
export class OptOutHold {
  readonly #ledger: Ledger;
  #held: boolean;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#held = ledger.held;
  }

  get held(): boolean {
    return this.#held;
  }

  begin(): void {
    this.#held = true;
    this.#save();
  }

  /** `now`: monotonic ms. Also writes down what an earlier full disk did not take. */
  tick(zone: ZoneWatch, now: number): void {
    if (this.#held && zone.emptyFor(now) >= EMPTY_MS) this.#held = false;
    this.#save();
  }

  #save(): void {
    if (this.#ledger.held === this.#held) return;
    try {
      this.#ledger.commit({ hold: this.#held });
    } catch (error) {
      if (!isErrorCode(error, "ledger.full")) throw error;
    }
  }
}
