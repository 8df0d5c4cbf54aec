import { expect } from "vitest";
import type { Receipt } from "#contract/hub-message.js";
import type { WireClient } from "./hub-session.js";
import type { SignedEvent, SigningClient } from "./signing-client.js";

const UNDER_WAY = 64;

/** What a desk does: in order, so many at once, again from the last receipt. Trusts receipts, nothing else. */
export class Sender {
  receipted = 0;
  /** Receipts that asked to start over, behind what had been receipted or just there. */
  rewinds = 0;
  #sent = 0;
  #heard = 0;
  #progressAt = performance.now();
  readonly #wire: WireClient;
  readonly #events: readonly SignedEvent[];
  readonly #epoch: string;
  readonly #workers: boolean;

  constructor(wire: WireClient, desk: SigningClient, { workers = false } = {}) {
    this.#workers = workers;
    this.#wire = wire;
    this.#events = desk.sent;
    this.#epoch = desk.epoch;
  }

  get done(): boolean {
    return this.receipted === this.#events.length;
  }

  async step(): Promise<void> {
    for (const { data } of this.#wire.receipts.slice(this.#heard)) this.#hear(data);
    this.#heard = this.#wire.receipts.length;
    if (performance.now() - this.#progressAt > 700) {
      this.#sent = this.receipted;
      this.#progressAt = performance.now();
    }
    const next = this.#events.slice(this.#sent, this.receipted + UNDER_WAY);
    this.#sent += next.length;
    await this.#wire.send(...next);
  }

  #hear({ epoch, upTo, hash, rewindTo }: Receipt["data"]): void {
    if (epoch !== this.#epoch) return;
    if (rewindTo !== undefined) this.rewinds += 1;
    // Of two workers one may be heard late.
    if (this.#workers && rewindTo === undefined && upTo < this.receipted) return;
    // A hub that was killed must never take back what it has signed for.
    expect(upTo).toBeGreaterThanOrEqual(this.receipted);
    if (upTo > 0) expect(hash).toBe(this.#events[upTo - 1]?.hash);
    if (upTo > this.receipted) this.#progressAt = performance.now();
    this.receipted = upTo;
  }
}
