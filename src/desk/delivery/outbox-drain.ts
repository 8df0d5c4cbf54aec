import { eventTopic, type Place } from "#contract/topics.js";
import type { Doorbell } from "#desk/delivery/doorbell.js";
import { padded } from "#desk/delivery/padded.js";
import { type IgnoredReceipt, judgeReceipt } from "#desk/delivery/receipt-inbox.js";
import type { Verify } from "#desk/delivery/signed-message.js";
import type { ChainedEvent, NewEvent } from "#desk/ledger/chain.js";
import type { Follows } from "#desk/ledger/epochs.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import type { Clock } from "#platform/clock.js";
import { isAppError, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

/** What the drain needs of a broker connection. `publish` resolves at the PUBACK. */
type Courier = {
  readonly connected: boolean;
  readonly publish: (topic: string, payload: string) => Promise<void>;
};
/** A hub that misses events is heard at most this often: it may say so for each one that came too early. */
const AGAIN_MS = 250;

export type DrainOptions = {
  readonly place: Place;
  readonly ledger: Ledger;
  readonly courier: Courier;
  readonly bell: Doorbell;
  readonly verify: Verify;
  readonly clock: Clock;
  readonly log: Logger;
  /** The health event that opens a new epoch. */
  readonly firstOfEpoch: (follows: Follows) => NewEvent;
};

/**
 * Sent and not yet receipted, at most: few when a connection begins or the hub says *slower*, then twice as many at each
 * receipt. After an outage a ward's desks come back together, and must not bury the event of one that has no backlog.
 */
const FIRST_WINDOW = 4;
const LAST_WINDOW = 64;
/** Published and not yet acknowledged by the broker; brokers commonly take 20 at once. */
const UNACKNOWLEDGED_LIMIT = 16;
const FIRST_RETRY_MS = 3_000;
const LAST_RETRY_MS = 30_000;

/** Brings the outbox to the hub, strictly in order, again and again until a signed receipt says that it is stored. */
export class OutboxDrain {
  readonly #options: DrainOptions;
  readonly #ignored = new Map<IgnoredReceipt, number>();
  #epoch = "";
  #sent = 0;
  #unacknowledged = 0;
  #retryMs = FIRST_RETRY_MS;
  #progressAt = 0;
  #notBefore = 0;
  #window = FIRST_WINDOW;
  #eventsMissing = false;
  #pruned: { readonly upTo: number; readonly id: string } | undefined;
  #refused = "";

  constructor(options: DrainOptions) {
    this.#options = options;
  }

  /** Receipts that changed nothing, by reason. */
  get ignored(): ReadonlyMap<IgnoredReceipt, number> {
    return this.#ignored;
  }

  /** Events are with nobody any more; the first event of this epoch says which. Until the next start. */
  get eventsMissing(): boolean {
    return this.#eventsMissing;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const waitMs = this.#step();
      await this.#options.bell.wait(waitMs, signal);
    }
  }

  /** After every connection: what has no receipt goes again. */
  connected(): void {
    this.#startOver(this.#options.ledger.sending().receipted);
    this.#retryMs = FIRST_RETRY_MS;
    this.#options.bell.ring();
  }

  /** Must not throw: a disk that is full now will take the hub's next receipt. */
  receive(payload: Buffer): void {
    try {
      this.#receive(payload);
    } catch (error) {
      this.#options.log.error({ event: "receipt.failed", error: messageOf(error) });
    }
    this.#options.bell.ring();
  }

  #receive(payload: Buffer): void {
    const { ledger, log, clock, verify } = this.#options;
    const verdict = judgeReceipt(payload, ledger, verify);
    if (verdict.kind === "pruned") {
      this.#askedForPruned(verdict);
      return;
    }
    // Only a word that it does have what is pruned here speaks against it.
    if (verdict.kind !== "ignored" || verdict.why === "nothing_new") this.#pruned = undefined;
    if (verdict.kind === "ignored") {
      const times = (this.#ignored.get(verdict.why) ?? 0) + 1;
      this.#ignored.set(verdict.why, times);
      if (times === 1 && verdict.why !== "nothing_new") log.warn({ event: "receipt.ignored", why: verdict.why });
      return;
    }
    if (verdict.kind === "ledger_restored") {
      this.#startEpoch("ledger.restored", verdict.upTo);
      return;
    }
    const isSending = verdict.epoch === this.#epoch;
    if (verdict.kind === "again") {
      if (isSending && clock.monotonic() - this.#progressAt >= AGAIN_MS) this.#startOver(ledger.sending().receipted);
      return;
    }
    ledger.setReceipted(verdict.epoch, verdict.upTo);
    if (verdict.kind === "rewind") {
      log.warn({ event: "hub.rewound", epoch: verdict.epoch, upTo: verdict.upTo });
      if (isSending) this.#startOver(verdict.upTo);
      return;
    }
    if (isSending) this.#sent = Math.max(this.#sent, verdict.upTo);
    this.#retryMs = FIRST_RETRY_MS;
    this.#progressAt = clock.monotonic();
    this.#notBefore = this.#progressAt + verdict.slowerMs;
    this.#window = verdict.slowerMs > 0 ? FIRST_WINDOW : Math.min(LAST_WINDOW, this.#window * 2);
  }

  /**
   * A new chain doubles what the hub has after all, so one such word is not enough: it could be an old one that comes again.
   * The newest receipted event goes once more, and only a hub that then says the same does not have it.
   */
  #askedForPruned({ upTo, id }: { upTo: number; id: string }): void {
    const { receipted } = this.#options.ledger.outbox();
    if (this.#pruned?.upTo === upTo && this.#pruned.id !== id) {
      this.#pruned = undefined;
      this.#startEpoch("events.pruned", upTo);
    } else if (!this.#pruned) {
      this.#pruned = { upTo, id };
      this.#startOver(receipted - 1);
    }
  }

  #startEpoch(event: "ledger.restored" | "events.pruned", hubUpTo: number): void {
    const { ledger, log, firstOfEpoch } = this.#options;
    ledger.startEpoch(hubUpTo, (follows) => {
      log.error({ event, ...follows });
      return firstOfEpoch(follows);
    });
    this.#eventsMissing = true;
  }

  /** Sends what may go now; → ms until there may be more to do. */
  #step(): number {
    const { ledger, courier, clock } = this.#options;
    const { epoch, seq, receipted } = ledger.sending();
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.#startOver(receipted);
    }
    if (!courier.connected) return LAST_RETRY_MS;
    const now = clock.monotonic();
    if (this.#sent > receipted && now - this.#progressAt >= this.#retryMs) {
      this.#options.log.warn({ event: "receipt.missing", afterMs: Math.round(this.#retryMs), receipted });
      this.#startOver(receipted);
      this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
    }
    if (now < this.#notBefore) return this.#notBefore - now;
    this.#send(epoch, receipted);
    if (this.#sent > receipted) return Math.max(1, this.#progressAt + this.#retryMs - now);
    return seq > this.#sent ? FIRST_RETRY_MS : LAST_RETRY_MS;
  }

  #send(epoch: string, receipted: number): void {
    const { ledger, clock } = this.#options;
    if (this.#sent === receipted) this.#progressAt = clock.monotonic();
    const room = Math.min(UNACKNOWLEDGED_LIMIT - this.#unacknowledged, this.#window - (this.#sent - receipted));
    if (room <= 0) return;
    for (const event of ledger.eventsAfter(epoch, this.#sent, room)) {
      this.#sent = event.seq;
      void this.#publish(event);
    }
  }

  async #publish(event: ChainedEvent): Promise<void> {
    const { courier, place, bell, log } = this.#options;
    this.#unacknowledged += 1;
    try {
      await courier.publish(eventTopic(place, event.kind), padded(event.body));
      this.#refused = "";
    } catch (error) {
      // Nothing is lost: without a receipt it goes again.
      const code = isAppError(error) ? error.code : "internal";
      if (code !== this.#refused) log.warn({ event: "outbox.not_taken", code });
      this.#refused = code;
    } finally {
      this.#unacknowledged -= 1;
      bell.ring();
    }
  }

  #startOver(receipted: number): void {
    this.#sent = receipted;
    this.#window = FIRST_WINDOW;
    this.#progressAt = this.#options.clock.monotonic();
  }
}
