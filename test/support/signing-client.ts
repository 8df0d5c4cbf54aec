import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { canonicalJson } from "#contract/canonical-json.js";
import type { EventData, EventKind } from "#contract/event.js";
import { GENESIS_HASH } from "#contract/identifiers.js";
import { eventTopic, type Place, sourceOf } from "#contract/topics.js";
import { deviceOf, type SigningKey, sha256Hex } from "#platform/signing.js";

const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");

/** An Ed25519 key that is the same in every run. For tests only. */
export function testKey(byte: number): SigningKey {
  const der = Buffer.concat([PKCS8_ED25519, Buffer.alloc(32, byte)]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x } = createPublicKey(privateKey).export({ format: "jwk" });
  return { privateKey, publicKey: x ?? "" };
}

export type SignedEvent = {
  readonly topic: string;
  readonly body: string;
  readonly hash: string;
  readonly seq: number;
  readonly kind: EventKind;
};

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const time = "2026-03-02T08:15:00Z";

const tokenOf = (n: number): string => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(n, 12);
  return bytes.toString("base64url");
};

/** The contents of events that a test does not care about. */
export const sample = {
  token: tokenOf,
  score: (n: number, score = 61.5, field = "tu-phap"): EventData["score"] => ({
    token: tokenOf(n),
    procedure: "ho-tich",
    field,
    opened: time,
    closed: "2026-03-02T08:20:00Z",
    closedBy: "close",
    windowSeconds: 184,
    coverage: 0.87,
    reasonSeconds: { no_face: 6, pose: 18 },
    policy: 3,
    score,
    interval: { low: Math.max(0, score - 5), high: Math.min(100, score + 5), confidence: 0.9 },
    change: 4.2,
    level: null,
    mode: "advisory",
    statistics: {
      valenceWhole: 0.21,
      valenceEnd: 0.26,
      positiveShare: 0.31,
      negativeShare: 0.04,
      shortSmileShare: 0.02,
      usableSeconds: 160,
      effectiveReadings: 41.5,
    },
    model: EMPTY_SHA256,
  }),
  abstention: (n: number, reason: EventData["abstention"]["reason"] = "dark"): EventData["abstention"] => ({
    token: tokenOf(n),
    procedure: "ho-tich",
    field: "tu-phap",
    opened: time,
    closed: "2026-03-02T08:20:00Z",
    closedBy: "superseded",
    windowSeconds: 95,
    coverage: 0.12,
    reasonSeconds: { dark: 84 },
    policy: 3,
    reason,
  }),
  rating: (n: number | undefined): EventData["rating"] => ({
    ...(n === undefined ? {} : { token: tokenOf(n), procedure: "ho-tich", field: "tu-phap" }),
    rating: "very_satisfied",
    source: "page",
    rated: "2026-03-02T08:20:00Z",
  }),
  cancelled: (n: number): EventData["cancelled"] => ({
    token: tokenOf(n),
    procedure: "ho-tich",
    field: "tu-phap",
    opened: time,
    closed: "2026-03-02T08:20:00Z",
  }),
  health: (): EventData["health"] => ({
    alarms: [],
    camera: "live",
    sourceFps: 15,
    framesDropped: 12,
    reconnects: 1,
    latencyP95Ms: 31.5,
    backlog: 0,
    uptimeSeconds: 86_400,
  }),
};

/** A desk as the hub sees it: a key, a place, and a chain of signed events. */
export class SigningClient {
  readonly key: SigningKey;
  readonly place: Place;
  readonly device: string;
  readonly epoch: string;
  readonly sent: SignedEvent[] = [];
  #seq = 0;
  #prev = GENESIS_HASH;

  constructor({ byte = 7, ward = "phuong-mau", counter = "quay-01", epoch = "00000000000000a1" } = {}) {
    this.key = testKey(byte);
    this.place = { ward, counter };
    this.device = deviceOf(this.key.publicKey);
    this.epoch = epoch;
  }

  get enrolment(): { device: string; counter: string; publicKey: string } {
    return { device: this.device, counter: this.place.counter, publicKey: this.key.publicKey };
  }

  /** The next link of the chain. */
  next<Kind extends EventKind>(kind: Kind, data: EventData[Kind], clock = time): SignedEvent {
    const event = this.link(kind, data, { seq: this.#seq + 1, prev: this.#prev }, clock);
    this.#seq = event.seq;
    this.#prev = event.hash;
    this.sent.push(event);
    return event;
  }

  /** Any event at any place in the chain; the chain does not move. */
  link<Kind extends EventKind>(
    kind: Kind,
    data: EventData[Kind],
    at: { seq: number; prev: string },
    clock = time,
  ): SignedEvent {
    const event = this.signed({
      specversion: "1.0",
      id: `${this.device}/${this.epoch}/${at.seq}`,
      source: sourceOf(this.place),
      time: clock,
      datacontenttype: "application/json",
      device: this.device,
      epoch: this.epoch,
      seq: at.seq,
      prev: at.prev,
      type: `vn.hailong.${kind}.v1`,
      data,
    });
    return { ...event, topic: eventTopic(this.place, kind), seq: at.seq, kind };
  }

  /** Signs whatever it is given. */
  signed(unsigned: Record<string, unknown>): { body: string; hash: string } {
    const signature = sign(null, Buffer.from(canonicalJson(unsigned)), this.key.privateKey).toString("base64url");
    const body = canonicalJson({ ...unsigned, signature });
    return { body, hash: sha256Hex(body) };
  }
}
