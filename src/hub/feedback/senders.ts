import { randomBytes } from "node:crypto";
import type { Clock } from "#platform/clock.js";
import { subscriberOf } from "#platform/http/address.js";
import { halfHash } from "#platform/signing.js";

const DAY_MS = 24 * 3_600_000;
/** An office's own wireless network is one address for all its guests. Tickets and the limit by the minute slow a single one down. */
const MOST_OF_ONE = 200;
/** Of all together: what a ward's disk can hold. One address alone shuts nobody else out. */
const MOST_OF_ALL = 1_000;

/** How much came without a known code today, by sender. Addresses are salted anew each day, and never leave this memory. */
export class Senders {
  readonly #clock: Clock;
  #day = Number.NaN;
  #salt = "";
  #all = 0;
  readonly #counts = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** → false: no more today. Else it is counted. */
  admit(address: string): boolean {
    const day = Math.floor(this.#clock.monotonic() / DAY_MS);
    if (day !== this.#day) {
      this.#counts.clear();
      this.#salt = randomBytes(16).toString("base64url");
      [this.#day, this.#all] = [day, 0];
    }
    const sender = halfHash(`${this.#salt} ${subscriberOf(address)}`);
    const count = this.#counts.get(sender) ?? 0;
    if (count >= MOST_OF_ONE || this.#all >= MOST_OF_ALL) return false;
    this.#counts.set(sender, count + 1);
    this.#all += 1;
    return true;
  }
}
