import type { Touched, WaitingChain } from "#hub/ingest/plan-batch.js";
import { chainKey, type EpochOf } from "#hub/store/chain.js";

type Entry = WaitingChain & { readonly seq: number; readonly since: number; readonly patienceMs: number };

/** A key that makes up epochs fills no memory. */
const MOST = 1_000;
/** Waits this many times its first patience for a desk that does not answer, then no more: it asks by itself. */
const LONGEST = 8;

/**
 * Chains whose next event another worker may have: it is asked for again only when the chain has stood still for a while.
 * `graceMs` 0: there is no other worker.
 */
export class WaitingChains {
  readonly #entries = new Map<string, Entry>();
  readonly #graceMs: number;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  get all(): readonly WaitingChain[] {
    return [...this.#entries.values()];
  }

  forget(chain: EpochOf): void {
    this.#entries.delete(chainKey(chain));
  }

  /** → true when the desk should be asked. */
  stands({ device, epoch, counter, head, ahead }: Touched, now: number): boolean {
    if (this.#graceMs === 0) return true;
    const key = chainKey({ device, epoch });
    const entry = this.#entries.get(key);
    if (!entry && this.#entries.size >= MOST) return true;
    const next = { device, epoch, counter, ahead, seq: head.seq };
    if (entry?.seq !== head.seq) {
      this.#entries.set(key, { ...next, since: now, patienceMs: this.#graceMs });
      return false;
    }
    const { since, patienceMs } = entry;
    if (now - since < patienceMs) {
      this.#entries.set(key, { ...next, since, patienceMs });
      return false;
    }
    if (patienceMs >= LONGEST * this.#graceMs) this.#entries.delete(key);
    else this.#entries.set(key, { ...next, since: now, patienceMs: patienceMs * 2 });
    return true;
  }
}
