import { randomBytes } from "node:crypto";
import { sourceOf } from "#contract/topics.js";
import { type ChainHead, chainEvent, type NewEvent } from "#desk/ledger/chain.js";
import { EMPTY_CHAIN } from "#hub/store/chain.js";
import type { StoredEvent } from "#hub/store/event-store.js";
import { deviceOf, newSigningKey } from "#platform/signing.js";

/** A counter's chain of signed events. Its key ends with the process: nobody can continue a made-up chain. */
export class MadeUpDesk {
  readonly counter: string;
  readonly publicKey: string;
  readonly device: string;
  readonly #signer: Parameters<typeof chainEvent>[2];
  #head: ChainHead = { ...EMPTY_CHAIN, epoch: newEpoch() };

  constructor(ward: string, counter: string) {
    const key = newSigningKey();
    this.counter = counter;
    this.publicKey = key.publicKey;
    this.device = deviceOf(key.publicKey);
    this.#signer = { device: this.device, source: sourceOf({ ward, counter }), key };
  }

  get head(): ChainHead {
    return this.#head;
  }

  sign(event: NewEvent, receivedAt: string): StoredEvent {
    const { seq, hash, body } = chainEvent(this.#head, event, this.#signer);
    this.#head = { epoch: this.#head.epoch, seq, hash };
    return { event: JSON.parse(body), hash, body, receivedAt };
  }

  /** As after a ledger that was restored. → the chain before. */
  beginEpoch(): ChainHead {
    const before = this.#head;
    this.#head = { ...EMPTY_CHAIN, epoch: newEpoch() };
    return before;
  }
}

const newEpoch = (): string => randomBytes(8).toString("hex");
