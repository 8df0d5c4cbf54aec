import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { receiptTopic, sourceOf } from "#contract/topics.js";
import { Doorbell } from "#desk/delivery/doorbell.js";
import { OutboxDrain } from "#desk/delivery/outbox-drain.js";
import { Ledger } from "#desk/ledger/ledger.js";
import { ledgerSchema } from "#desk/ledger/ledger-config.js";
import { systemClock } from "#platform/clock.js";
import { createLogger } from "#platform/logger.js";
import { MqttLink } from "#platform/mqtt-link.js";
import { createVerifier, deviceOf, loadOrCreateKey } from "#platform/signing.js";
import { sample } from "../support/signing-client.js";

const WARD = "phuong-mau";
const log = createLogger("bench", "silent");

/** A counter without eye and pages: the desk's own ledger, signatures and drain, on a broker. */
export class BenchDesk implements AsyncDisposable {
  readonly enrolment: { readonly device: string; readonly counter: string; readonly publicKey: string };
  readonly #ledger: Ledger;
  readonly #bell = new Doorbell();
  readonly #stop = new AbortController();
  readonly #place: { ward: string; counter: string };
  readonly #waiting = new Map<number, (at: number) => void>();
  #link: MqttLink | undefined;

  constructor(folder: string, counter: string) {
    mkdirSync(join(folder, counter), { recursive: true });
    const key = loadOrCreateKey(join(folder, counter, "device.key"));
    this.#place = { ward: WARD, counter };
    this.enrolment = { device: deviceOf(key.publicKey), counter, publicKey: key.publicKey };
    this.#ledger = new Ledger({
      file: join(folder, counter, "ledger.db"),
      signer: { device: this.enrolment.device, source: sourceOf(this.#place), key },
      limits: ledgerSchema.parse({}),
      now: systemClock.now,
      onAppend: this.#bell.ring,
    });
  }

  get waiting(): number {
    const { seq, receipted } = this.#ledger.outbox();
    return seq - receipted;
  }

  /** A score and a tap of so many transactions, in one commit. */
  record(transactions: number): void {
    const events = Array.from({ length: transactions }, (_, n) => {
      const [score, rating] = [sample.score(n), sample.rating(n)];
      return [
        { kind: "score" as const, time: score.closed, data: score },
        { kind: "rating" as const, time: rating.rated, data: rating },
      ];
    });
    this.#ledger.commit({ events: events.flat() });
  }

  /** Records one closing. → ms until the hub's receipt for it. */
  close(): Promise<number> {
    const began = performance.now();
    const data = sample.score(1);
    this.#ledger.commit({ events: [{ kind: "score", time: data.closed, data }] });
    return new Promise((resolve) => this.#waiting.set(this.#ledger.outbox().seq, (at) => resolve(at - began)));
  }

  connect(url: string, hubKey: string): void {
    const firstOfEpoch = (): never => {
      throw new Error("a bench's ledger is nobody's copy");
    };
    const courier = {
      get connected() {
        return link.connected;
      },
      publish: (topic: string, payload: string) => link.publish(topic, payload),
    };
    const drain = new OutboxDrain({
      ...{ place: this.#place, ledger: this.#ledger, courier, bell: this.#bell, clock: systemClock, log, firstOfEpoch },
      verify: createVerifier(hubKey),
    });
    const link = new MqttLink(
      { url, keepaliveSeconds: 60 },
      {
        clientId: `bench-${this.enrolment.device}`,
        subscriptions: [receiptTopic(this.#place)],
        onMessage: ({ payload }) => {
          drain.receive(payload);
          this.#heard();
        },
        onConnect: () => drain.connected(),
        log,
      },
    );
    this.#link = link;
    void drain.run(this.#stop.signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#link?.[Symbol.asyncDispose]();
    this.#ledger[Symbol.dispose]();
  }

  #heard(): void {
    const { receipted } = this.#ledger.outbox();
    for (const [seq, tell] of this.#waiting) {
      if (seq > receipted) continue;
      this.#waiting.delete(seq);
      tell(performance.now());
    }
  }
}
