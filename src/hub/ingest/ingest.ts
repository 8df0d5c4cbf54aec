import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { Strangers } from "#hub/enrolment/strangers.js";
import type { BatchConfig } from "#hub/ingest/batch-config.js";
import { ChainHeads, type Gap } from "#hub/ingest/chain-heads.js";
import { type CheckedEvent, checkEvent } from "#hub/ingest/check-event.js";
import { Inbox, type Letter } from "#hub/ingest/inbox.js";
import { planBatch, type Touched } from "#hub/ingest/plan-batch.js";
import type { ReceiptNews } from "#hub/ingest/receipts.js";
import type { Rejections } from "#hub/ingest/rejections.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

export type IngestOptions = {
  readonly ward: string;
  readonly batch: BatchConfig;
  readonly store: EventStore;
  readonly desks: () => EnrolledDesks;
  readonly rejections: Rejections;
  readonly sendReceipt: (news: ReceiptNews) => void;
  /** The public rounding of the present moment. */
  readonly receivedAt: () => string;
  readonly onBatch: (batch: BatchReport) => void;
  readonly clock: Clock;
  readonly log: Logger;
};
export type BatchReport = {
  readonly stored: number;
  readonly duplicates: number;
  readonly early: number;
  readonly commitSeconds: number;
};

/** Asking a desk to start over, at most so often: what it had under way arrives early a while longer. */
const REWIND_EVERY_MS = 500;
const FULL_RETRY_MS = 1_000;
const SLOWER_MS = 200;

/** Takes events from anyone, stores those that continue a desk's chain, and only then says so. */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #heads: ChainHeads;
  readonly #inbox = new Inbox();
  readonly #strangers = new Strangers();
  readonly #rewoundAt = new Map<string, number>();
  #committedAt = Number.NEGATIVE_INFINITY;
  #full = false;
  #stopping = false;

  static async start(options: IngestOptions): Promise<Ingest> {
    return new Ingest(options, new ChainHeads(await options.store.heads()));
  }

  private constructor(options: IngestOptions, heads: ChainHeads) {
    this.#options = options;
    this.#heads = heads;
  }

  get waiting(): number {
    return this.#inbox.size;
  }

  /** The store's disk is full: nothing is stored or receipted until there is space. */
  get storeFull(): boolean {
    return this.#full;
  }

  gaps(): Gap[] {
    return this.#heads.gaps();
  }

  /** Never throws. Once told to stop it takes no more: what comes then has no receipt and comes again. */
  receive(letter: Letter): void {
    if (this.#stopping) return;
    const fate = this.#inbox.put(letter);
    if (fate !== "taken") this.#options.rejections.add(fate);
  }

  /**
   * Where the chains of each desk stand, or of one: it sends again what comes after. Former epochs too, for a hub that was
   * restored may lack the end of one.
   */
  announce(of?: string): void {
    for (const { device, epoch, seq, hash } of this.#heads.all()) {
      if (of !== undefined && device !== of) continue;
      const counter = this.#options.desks().get(device)?.counter;
      if (counter === undefined) continue;
      this.#options.sendReceipt({ device, epoch, counter, head: { seq, hash }, rewind: true, slowerMs: 0 });
    }
  }

  /** After the list of desks changed: who is new in it hears at once where it stands, and need not try again. */
  enrolled(): void {
    this.announce();
    for (const letter of this.#strangers.admit(this.#options.desks())) this.receive(letter);
  }

  /** A lone event is committed at once; under load a batch gathers. What waits at the abort is still stored. */
  async run(signal: AbortSignal): Promise<void> {
    const { batch, clock } = this.#options;
    const stop = (): void => {
      this.#stopping = true;
    };
    signal.addEventListener("abort", stop, { once: true });
    while (!signal.aborted || this.#inbox.size > 0) {
      await this.#inbox.waitFor(1, signal);
      const gatherMs = Math.max(0, this.#committedAt + batch.maxMs - clock.monotonic());
      await this.#inbox.waitFor(batch.maxEvents, signal, gatherMs);
      const letters = this.#inbox.take(batch.maxEvents);
      if (letters.length > 0 && !(await this.#process(letters, signal))) return;
      // Receipts leave, the API answers and the broker's keep-alive is heard, however much waits.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** → false when it had to stop before the batch was stored. */
  async #process(letters: readonly Letter[], signal: AbortSignal): Promise<boolean> {
    const { store, onBatch, clock } = this.#options;
    const plan = await planBatch(this.#check(letters), {
      headOf: (chain) => this.#heads.of(chain),
      hashAt: store.hashAt,
    });
    const began = clock.monotonic();
    if (plan.appends.length > 0 && !(await this.#append(plan.appends, signal))) return false;
    this.#committedAt = clock.monotonic();
    for (const chain of plan.chains) this.#settle(chain);
    const { duplicates, early } = plan;
    onBatch({ stored: plan.appends.length, duplicates, early, commitSeconds: (this.#committedAt - began) / 1_000 });
    return true;
  }

  #check(letters: readonly Letter[]): CheckedEvent[] {
    const { desks, ward, rejections } = this.#options;
    const enrolled = desks();
    return letters.flatMap((letter) => {
      const verdict = checkEvent(letter, enrolled, ward);
      if (verdict.ok) return [verdict.checked];
      rejections.add(verdict.reason, verdict.device);
      if (verdict.claims) this.#strangers.keep(verdict.claims.id, { device: verdict.claims.device, letter });
      return [];
    });
  }

  /** Tries again for as long as the disk is full; → false when told to stop meanwhile. */
  async #append(checked: readonly CheckedEvent[], signal: AbortSignal): Promise<boolean> {
    const { store, receivedAt, log } = this.#options;
    const at = receivedAt();
    const events = checked.map(({ event, hash, body }) => ({ event, hash, body, receivedAt: at }));
    for (;;) {
      try {
        await store.append(events);
        if (this.#full) log.info({ event: "store.writable" });
        this.#full = false;
        return true;
      } catch (error) {
        if (!isErrorCode(error, "ledger.full")) throw error;
        if (!this.#full) log.error({ event: "store.full", error: messageOf(error) });
        this.#full = true;
      }
      if (signal.aborted) return false;
      await pause(FULL_RETRY_MS, signal);
    }
  }

  /** After the commit: moves the head and says so to the desk. */
  #settle({ device, epoch, counter, head, ahead, appended, forked }: Touched): void {
    const { sendReceipt, rejections, log } = this.#options;
    if (appended > 0) this.#heads.advance({ device, epoch, ...head });
    for (let i = 0; i < forked; i++) rejections.add("forked", device);
    const rewind = ahead > head.seq;
    if (rewind) {
      this.#heads.sawAhead({ device, epoch }, ahead);
      if (appended === 0 && !this.#mayAsk(device)) return;
      log.warn({ event: "event.gap", device, epoch, from: head.seq + 1, to: ahead });
    }
    if (forked > 0 && appended === 0 && !rewind && !this.#mayAsk(device)) return;
    sendReceipt({ device, epoch, counter, head, rewind, slowerMs: this.#inbox.crowded ? SLOWER_MS : 0 });
  }

  #mayAsk(device: string): boolean {
    const now = this.#options.clock.monotonic();
    if (now - (this.#rewoundAt.get(device) ?? Number.NEGATIVE_INFINITY) < REWIND_EVERY_MS) return false;
    this.#rewoundAt.set(device, now);
    return true;
  }
}
