import { canonicalJson } from "#contract/canonical-json.js";
import { eventSchema, type HailongEvent } from "#contract/event.js";
import { GENESIS_HASH } from "#contract/identifiers.js";
import { hubSubscriptions, type Place, parseTopic, receiptTopic, sourceOf } from "#contract/topics.js";
import { MqttLink, type MqttMessage } from "#platform/mqtt-link.js";
import { loadOrCreateKey, type SigningKey, sha256Hex, signText } from "#platform/signing.js";
import { eventually } from "./child.js";
import { memoryLog } from "./memory-log.js";

export type Stored = { readonly topic: string; readonly body: string; readonly event: HailongEvent };

/** Signs receipts, or withholds, forges or delays them, as a test says. Stores what comes in order, per epoch. */
export class FakeHub implements AsyncDisposable {
  readonly key: SigningKey;
  readonly place: Place;
  readonly link: MqttLink;
  /** Every event message that came, in order of arrival, again and again if sent so. */
  readonly arrived: Stored[] = [];
  readonly stored = new Map<string, Stored[]>();
  readonly statuses: string[] = [];
  answering = true;
  onStored: (stored: Stored) => void = () => {};

  constructor(
    url: string,
    place: Place,
    keyFile: string,
    credentials: { username?: string; passwordFile?: string } = {},
  ) {
    this.key = loadOrCreateKey(keyFile);
    this.place = place;
    this.link = new MqttLink(
      { url, keepaliveSeconds: 15, ...credentials },
      {
        clientId: `fake-hub-${Math.random().toString(36).slice(2)}`,
        subscriptions: hubSubscriptions(place.ward),
        onMessage: (message) => this.#hear(message),
        log: memoryLog().log,
      },
    );
  }

  async connected(): Promise<this> {
    await eventually(() => this.link.connected, { what: "the fake hub's connection" });
    return this;
  }

  /** All that was stored, epoch after epoch. */
  get events(): HailongEvent[] {
    return [...this.stored.values()].flat().map(({ event }) => event);
  }

  of<Kind extends string>(kind: Kind): Extract<HailongEvent, { type: `vn.hailong.${Kind}.v1` }>[] {
    return this.events.filter((event) => event.type === `vn.hailong.${kind}.v1`) as never;
  }

  receipt(data: Record<string, unknown>, key: SigningKey = this.key): string {
    const unsigned = {
      specversion: "1.0",
      id: `receipt-${Math.random()}`,
      source: `/hailong/v1/${this.place.ward}`,
      datacontenttype: "application/json",
      type: "vn.hailong.receipt.v1",
      data,
    };
    return JSON.stringify({ ...unsigned, signature: signText(key, canonicalJson(unsigned)) });
  }

  policy(number: number, patch: Record<string, unknown>): string {
    const unsigned = {
      specversion: "1.0",
      id: `policy-${number}`,
      source: `/hailong/v1/${this.place.ward}`,
      datacontenttype: "application/json",
      type: "vn.hailong.policy.v1",
      data: { number, patch },
    };
    return JSON.stringify({ ...unsigned, signature: signText(this.key, canonicalJson(unsigned)) });
  }

  async sendReceipt(data: Record<string, unknown>, key?: SigningKey): Promise<void> {
    await this.link.publish(receiptTopic(this.place), this.receipt(data, key));
  }

  /** What is stored of an epoch, as a receipt's data. */
  upTo(device: string, epoch: string): { device: string; epoch: string; upTo: number; hash: string } {
    const row = this.stored.get(epoch) ?? [];
    const last = row.at(-1);
    return { device, epoch, upTo: row.length, hash: last ? sha256Hex(last.body) : GENESIS_HASH };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.link[Symbol.asyncDispose]();
  }

  #hear({ topic, payload }: MqttMessage): void {
    if (topic.endsWith("/policy")) return;
    // As it was signed: spaces behind it make events of one length.
    const body = payload.toString("utf8").trimEnd();
    if (parseTopic(topic)?.leaf === "status") {
      this.statuses.push(body);
      return;
    }
    const event = eventSchema.parse(JSON.parse(body));
    if (event.source !== sourceOf(this.place)) return;
    const one = { topic, body, event };
    this.arrived.push(one);
    if (!this.answering) return;
    const row = this.stored.get(event.epoch) ?? [];
    this.stored.set(event.epoch, row);
    if (event.seq === row.length + 1) {
      row.push(one);
      this.onStored(one);
    }
    void this.sendReceipt(this.upTo(event.device, event.epoch)).catch(() => {});
  }
}
