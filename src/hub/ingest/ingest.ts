import type { HailongEvent } from "#contract/event.js";
import type { EnrolledDesk, EnrolledDesks } from "#hub/enrolment/devices-file.js";
import type { KeyRing } from "#hub/enrolment/key-ring.js";
import { Strangers } from "#hub/enrolment/strangers.js";
import type { BatchConfig } from "#hub/ingest/batch-config.js";
import { checkEvent } from "#hub/ingest/check-event.js";
import { Inbox, type Letter } from "#hub/ingest/inbox.js";
import { Pace } from "#hub/ingest/pace.js";
import { askedChains, type BatchPlan, planBatch, type Touched } from "#hub/ingest/plan-batch.js";
import type { ReceiptNews } from "#hub/ingest/receipts.js";
import type { Rejections } from "#hub/ingest/rejections.js";
import { WaitingChains } from "#hub/ingest/waiting-chains.js";
import type { EventStore, StoredEvent } from "#hub/store/event-store.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

export type IngestOptions = {
  readonly ward: string;
  readonly batch: BatchConfig;
  readonly store: Pick<EventStore, "commit" | "heads" | "noteGap">;
  /** How long the event before may be with another worker; 0 where there is none. */
  readonly graceMs: number;
  readonly desks: () => EnrolledDesks;
  readonly keys: KeyRing;
  readonly rejections: Rejections;
  /** An enrolled desk's event was refused for its key's sake. */
  readonly onDistrust: (desk: EnrolledDesk, why: "revoked" | "key_retired") => void;
  readonly sendReceipt: (news: ReceiptNews) => void;
  /** The public rounding of the present moment. */
  readonly receivedAt: () => string;
  readonly onBatch: (batch: BatchReport) => void;
  /** Events that are stored now, each told once. */
  readonly onStored?: (events: readonly HailongEvent[]) => void;
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
const FAULT_RETRY_MS = 1_000;
const SLOWER_MS = 200;
/** Letters are checked in slices, for so long at most before what is good of them is committed: nobody waits longer. */
const SLICE = 16;
const CHECK_MS = 10;
/** A chain that waits for another worker is looked at again this soon. */
const LOOK_AGAIN_MS = 50;

/** Takes events from anyone, stores those that continue a desk's chain, and only then says so. */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #inbox = new Inbox();
  readonly #strangers = new Strangers();
  readonly #waiting: WaitingChains;
  readonly #rewoundAt = new Map<string, number>();
  readonly #pace: Pace;
  #committedAt = Number.NEGATIVE_INFINITY;
  #fault: "full" | "unavailable" | undefined;
  #stopping = false;

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#waiting = new WaitingChains(options.graceMs);
    this.#pace = new Pace(options.clock, options.batch.catchUpShare);
  }

  get waiting(): number {
    return this.#inbox.size;
  }

  /** Why the store takes nothing: until it does, nothing is receipted. */
  get fault(): "full" | "unavailable" | undefined {
    return this.#fault;
  }

  /** Never throws. Once told to stop it takes no more: what comes then has no receipt and comes again. */
  receive(letter: Letter): void {
    if (this.#stopping) return;
    const fate = this.#inbox.put(letter);
    if (fate !== "taken") this.#options.rejections.add(fate, undefined, letter.topic);
  }

  /**
   * Where the chains of each desk stand, or of one: it sends again what comes after. Former epochs too, for a hub that was
   * restored may lack the end of one. Never rejects.
   */
  async announce(of?: string): Promise<void> {
    const { store, desks, sendReceipt, log } = this.#options;
    try {
      for (const { device, epoch, seq, hash } of await store.heads()) {
        if (of !== undefined && device !== of) continue;
        const { counter, revoked } = desks().get(device) ?? {};
        if (counter === undefined || revoked) continue;
        sendReceipt({ device, epoch, counter, head: { seq, hash }, rewind: true, slowerMs: 0 });
      }
    } catch (error) {
      // Desks that hear nothing try by themselves.
      log.warn({ event: "heads.not_announced", error: messageOf(error) });
    }
  }

  /** After the list of desks changed: who is new in it hears at once where it stands, and need not try again. */
  enrolled(): void {
    void this.announce();
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
      await this.#inbox.waitFor(1, signal, this.#waiting.all.length > 0 ? LOOK_AGAIN_MS : undefined);
      const gatherMs = Math.max(0, this.#committedAt + batch.maxMs - clock.monotonic());
      await this.#inbox.waitFor(batch.maxEvents, signal, gatherMs);
      if (!(await this.#process(signal))) return;
      // Receipts leave, the API answers and the broker's keep-alive is heard, however much waits.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** → false when it had to stop before the batch was stored. */
  async #process(signal: AbortSignal): Promise<boolean> {
    const { onBatch, onStored, clock } = this.#options;
    const takenAt = clock.monotonic();
    const events = this.#takeChecked(takenAt);
    if (events.length === 0 && this.#waiting.all.length === 0) return true;
    const began = clock.monotonic();
    const plan = await this.#commit(events, signal);
    if (!plan) return false;
    this.#committedAt = clock.monotonic();
    const stored = plan.appends.map(({ event }) => event);
    for (const event of stored) this.#noteMissing(event);
    onStored?.(stored);
    for (const chain of plan.chains) await this.#settle(chain);
    this.#pace.spent(clock.monotonic() - takenAt, events.length);
    const { duplicates, early } = plan;
    onBatch({ stored: plan.appends.length, duplicates, early, commitSeconds: (this.#committedAt - began) / 1_000 });
    return true;
  }

  #takeChecked(takenAt: number): StoredEvent[] {
    const { batch, clock } = this.#options;
    const checked: StoredEvent[] = [];
    for (let left = batch.maxEvents; left > 0 && this.#inbox.size > 0; ) {
      const letters = this.#inbox.take(Math.min(SLICE, left));
      left -= letters.length;
      checked.push(...this.#check(letters));
      if (clock.monotonic() - takenAt >= CHECK_MS) break;
    }
    return checked;
  }

  #check(letters: readonly Letter[]): StoredEvent[] {
    const { desks, ward, keys, rejections, onDistrust } = this.#options;
    const enrolled = desks();
    const receivedAt = this.#options.receivedAt();
    return letters.flatMap((letter) => {
      const verdict = checkEvent(letter, enrolled, ward, keys);
      if (verdict.ok) return [{ ...verdict.checked, receivedAt }];
      rejections.add(verdict.reason, verdict.device, letter.topic);
      const desk = enrolled.get(verdict.device ?? "");
      if (desk && verdict.reason === "revoked_device") onDistrust(desk, "revoked");
      if (desk && verdict.reason === "key_retired") onDistrust(desk, "key_retired");
      if (verdict.claims) this.#strangers.keep(verdict.claims.id, { device: verdict.claims.device, letter });
      return [];
    });
  }

  /** Tries again for as long as the store cannot be used; → undefined when told to stop meanwhile. */
  async #commit(events: readonly StoredEvent[], signal: AbortSignal): Promise<BatchPlan | undefined> {
    const { store, graceMs, log } = this.#options;
    const batch = { events, waiting: this.#waiting.all, parks: graceMs > 0 };
    for (;;) {
      try {
        const plan = await store.commit(askedChains(batch), (known) => planBatch(batch, known));
        if (this.#fault) this.#recovered();
        return plan;
      } catch (error) {
        if (!isStoreFault(error)) throw error;
        const fault = isErrorCode(error, "ledger.full") ? "full" : "unavailable";
        if (this.#fault !== fault) log.error({ event: `store.${fault}`, error: messageOf(error) });
        this.#fault = fault;
      }
      if (signal.aborted) return undefined;
      await pause(FAULT_RETRY_MS, signal);
    }
  }

  /** What came back may be a backup: then desks have to know where it stands. */
  #recovered(): void {
    this.#options.log.info({ event: "store.writable" });
    if (this.#fault === "unavailable") void this.announce();
    this.#fault = undefined;
  }

  /** After the commit: says to the desk where its chain stands, and what is missing. */
  async #settle(chain: Touched): Promise<void> {
    const { device, epoch, counter, head, ahead, appended, repeated, forked } = chain;
    const { sendReceipt, rejections, clock, log } = this.#options;
    for (let i = 0; i < forked; i++) rejections.add("forked", device);
    const isAhead = ahead > head.seq;
    if (!isAhead) this.#waiting.forget(chain);
    const rewind = isAhead && this.#waiting.stands(chain, clock.monotonic());
    if (rewind) await this.#noteGap(chain);
    const asks = rewind || forked > 0;
    if (appended + repeated === 0 && !asks) return;
    if (appended === 0 && asks && !this.#mayAsk(device)) return;
    if (rewind) log.warn({ event: "event.gap", device, epoch, from: head.seq + 1, to: ahead });
    const slowerMs = Math.max(this.#inbox.crowded ? SLOWER_MS : 0, this.#pace.pauseFor(counter, appended));
    sendReceipt({ device, epoch, counter, head, rewind, slowerMs });
  }

  /** A desk whose chain could not go on says, in the first event of the next, what may be with nobody. */
  #noteMissing({ device, data }: HailongEvent): void {
    if (!("missing" in data) || !data.missing) return;
    const { previousEpoch, missing } = data;
    this.#options.log.error({ event: "desk.events_missing", device, previousEpoch, ...missing });
  }

  /** A gap that cannot be written down now is asked for all the same, and noted when it shows again. */
  async #noteGap({ device, epoch, ahead }: Touched): Promise<void> {
    try {
      await this.#options.store.noteGap({ device, epoch }, ahead);
    } catch (error) {
      if (!isStoreFault(error)) throw error;
    }
  }

  #mayAsk(device: string): boolean {
    const now = this.#options.clock.monotonic();
    if (now - (this.#rewoundAt.get(device) ?? Number.NEGATIVE_INFINITY) < REWIND_EVERY_MS) return false;
    this.#rewoundAt.set(device, now);
    return true;
  }
}
