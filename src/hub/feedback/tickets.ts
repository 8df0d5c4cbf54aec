import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "#platform/clock.js";
import { sameSecret } from "#platform/signing.js";

/** Nobody fills in a form faster. */
export const LEAST_MS = 2_000;
const LONGEST_MS = 3_600_000;
const MOST_USED = 20_000;

/** What a form needs before it may be sent: a page that was opened a moment ago, once. The key ends with the process. */
export class Tickets {
  readonly #clock: Clock;
  readonly #key = randomBytes(32);
  readonly #used = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(): string {
    const body = `${Math.floor(this.#clock.monotonic()).toString(36)}.${randomBytes(9).toString("base64url")}`;
    return `${body}.${this.#sign(body)}`;
  }

  /** → whether it may be used now; it is then used. */
  use(ticket: string): boolean {
    const [time = "", random = "", signature = ""] = ticket.split(".");
    const age = this.#clock.monotonic() - Number.parseInt(time, 36);
    const ours = sameSecret(signature, this.#sign(`${time}.${random}`));
    if (!ours || !(age >= LEAST_MS && age <= LONGEST_MS) || this.#used.has(random)) return false;
    this.#used.add(random);
    const [oldest] = this.#used;
    if (this.#used.size > MOST_USED && oldest !== undefined) this.#used.delete(oldest);
    return true;
  }

  #sign(body: string): string {
    return createHmac("sha256", this.#key).update(body).digest("base64url");
  }
}
