import { helloEvent } from "#commands/loadgen/made-up-events.js";
import { roundTime } from "#contract/event.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { type Place, sourceOf } from "#contract/topics.js";
import { Doorbell } from "#desk/delivery/doorbell.js";
import { HubLink } from "#desk/delivery/hub-link.js";
import { OutboxDrain } from "#desk/delivery/outbox-drain.js";
import type { Verify } from "#desk/delivery/signed-message.js";
import type { NewEvent } from "#desk/ledger/chain.js";
import { Ledger } from "#desk/ledger/ledger.js";
import { ledgerSchema } from "#desk/ledger/ledger-config.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import type { MqttConfig } from "#platform/mqtt-link.js";
import { deviceOf, newSigningKey } from "#platform/signing.js";
import { version } from "#platform/version.js";

export type LoadDeskOptions = {
  readonly place: Place;
  readonly mqtt: MqttConfig;
  /** Of the hub's pinned key. */
  readonly verify: Verify;
  readonly clock: Clock;
  readonly log: Logger;
};

/** What a desk saw of its own events; times are ms on the monotonic clock. */
export type DeskRecord = {
  /** Publish → receipt of each event, ms. */
  readonly waits: number[];
  published: number;
  bytes: number;
  firstPublishedAt: number;
  lastPublishedAt: number;
  lastReceiptAt: number;
  /** The hub's receipts spoke of other events under our numbers. */
  contradicted: number;
};

const emptyRecord = (): DeskRecord => ({
  waits: [],
  published: 0,
  bytes: 0,
  firstPublishedAt: Number.POSITIVE_INFINITY,
  lastPublishedAt: 0,
  lastReceiptAt: 0,
  contradicted: 0,
});

/** A counter as broker and hub see it: the desk's own ledger (in memory), drain and link. Only its citizens are made up. */
export class LoadDesk implements AsyncDisposable {
  readonly device: string;
  readonly publicKey: string;
  readonly #options: LoadDeskOptions;
  readonly #ledger: Ledger;
  readonly #link: HubLink;
  readonly #drain: OutboxDrain;
  readonly #bell = new Doorbell();
  readonly #sentAt = new Map<number, number>();
  readonly #stop = new AbortController();
  readonly #drained: Promise<void>;
  #record = emptyRecord();
  /** The most that ever was: a hub may ask for events again that it had receipted. */
  #receipted = 0;
  #open = true;

  constructor(options: LoadDeskOptions) {
    this.#options = options;
    const { place, clock, log, verify, mqtt } = options;
    const key = newSigningKey();
    this.publicKey = key.publicKey;
    this.device = deviceOf(key.publicKey);
    const signer = { device: this.device, source: sourceOf(place), key };
    const limits = ledgerSchema.parse({});
    this.#ledger = new Ledger({ file: ":memory:", signer, limits, now: clock.now, onAppend: this.#bell.ring });
    this.#drain = new OutboxDrain({
      ...{ place, clock, log, verify, ledger: this.#ledger, bell: this.#bell },
      courier: this.#courier(),
      firstOfEpoch: ({ previousEpoch }) => {
        this.#record.contradicted += 1;
        return helloEvent(this.#time(), previousEpoch);
      },
    });
    this.#link = new HubLink({
      ...{ mqtt, place, log, device: this.device, version: version(), model: () => undefined, certificate: () => null },
      onConnect: () => this.#drain.connected(),
      onReceipt: (payload) => this.#receive(payload),
      onPolicy: () => {},
      onHubKey: () => {},
      onStanding: () => {},
      onCommand: () => {},
      onInputRating: () => {},
    });
    this.#drained = this.#drain.run(this.#stop.signal);
  }

  get connected(): boolean {
    return this.#link.connected;
  }

  get unreceipted(): number {
    const { seq, receipted } = this.#ledger.outbox();
    return seq - receipted;
  }

  get record(): DeskRecord {
    return this.#record;
  }

  commit(make: (time: string) => NewEvent): void {
    this.#ledger.commit({ events: [make(this.#time())] });
  }

  /** As in an outage of the line: what is committed waits. */
  shut(): void {
    this.#open = false;
    this.#record = emptyRecord();
  }

  open(): void {
    this.#open = true;
    this.#drain.connected();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#drained;
    await this.#link[Symbol.asyncDispose]();
    this.#ledger[Symbol.dispose]();
  }

  #courier() {
    const isOpen = (): boolean => this.#open && this.#link.connected;
    return {
      get connected() {
        return isOpen();
      },
      publish: (topic: string, payload: string): Promise<void> => {
        this.#note(payload);
        return this.#link.publish(topic, payload);
      },
    };
  }

  /** The canonical JSON has one `seq`. */
  #note(payload: string): void {
    const seq = Number(/"seq":(\d+)/.exec(payload)?.[1]);
    const now = this.#options.clock.monotonic();
    const record = this.#record;
    record.published += 1;
    record.bytes += Buffer.byteLength(payload);
    record.firstPublishedAt = Math.min(record.firstPublishedAt, now);
    record.lastPublishedAt = now;
    if (seq > this.#receipted && !this.#sentAt.has(seq)) this.#sentAt.set(seq, now);
  }

  #receive(payload: Buffer): void {
    this.#drain.receive(payload);
    const { receipted } = this.#ledger.outbox();
    if (receipted <= this.#receipted) return;
    const now = this.#options.clock.monotonic();
    for (let seq = this.#receipted + 1; seq <= receipted; seq++) {
      const at = this.#sentAt.get(seq);
      if (at !== undefined) this.#record.waits.push(now - at);
      this.#sentAt.delete(seq);
    }
    this.#receipted = receipted;
    this.#record.lastReceiptAt = now;
  }

  #time(): string {
    return roundTime(this.#options.clock.now(), DEFAULT_POLICY.grainMinutes);
  }
}
