import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { GENESIS_HASH } from "#contract/identifiers.js";
import { policyExample, statusOnlineExample } from "#contract/message-examples.js";
import type { RejectionReason } from "#contract/rejection.js";
import { DeskStatuses } from "#hub/enrolment/desk-statuses.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { KeyRing } from "#hub/enrolment/key-ring.js";
import { Ingest } from "#hub/ingest/ingest.js";
import { Rejections } from "#hub/ingest/rejections.js";
import { WardPolicy } from "#hub/policy/ward-policy.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { systemClock } from "#platform/clock.js";
import { createVerifier } from "#platform/signing.js";
import { SigningClient, sample, testKey } from "../../support/signing-client.js";
import { mutate, mutation } from "../mutations.js";
import { type FuzzTarget, fuzzFolder, fuzzTarget, watchedLog } from "../target.js";

const WARD = "phuong-mau";
const KINDS = ["score", "abstention", "rating", "cancelled", "health"] as const;
const DATA: Readonly<Record<(typeof KINDS)[number], (n: number) => object>> = {
  score: (n) => sample.score(n),
  abstention: (n) => sample.abstention(n),
  rating: (n) => sample.rating(n),
  cancelled: (n) => sample.cancelled(n),
  health: () => sample.health(),
};
const TOPICS = [
  `hailong/v1/${WARD}/quay-02/score`,
  "hailong/v1/phuong-khac/quay-01/score",
  `hailong/v1/${WARD}/quay-01/status`,
  `hailong/v1/${WARD}/policy`,
  "",
  "/////",
  "hailong/v1",
];

/** Everything that a hub hears from the broker: events, status, its own retained policy; with a real store behind. */
export async function hubIngest(): Promise<FuzzTarget> {
  const folder = fuzzFolder();
  const { log, check } = watchedLog();
  const desk = new SigningClient();
  const { device, counter, publicKey } = desk.enrolment;
  const enrolled: EnrolledDesks = new Map([
    [device, { device, counter, publicKey, verify: createVerifier(publicKey) }],
  ]);
  const store = openSqliteStore(join(folder, "hub.db"));
  const statuses = new DeskStatuses(() => {});
  let head = { seq: 0, hash: GENESIS_HASH };
  let batches: (outcome: string) => void = () => {};
  /** A batch without one good event is not reported; one that forks is. */
  class Watched extends Rejections {
    override add(reason: RejectionReason, by?: string): void {
      super.add(reason, by);
      if (reason !== "forked") batches("refused");
    }
  }
  const rejections = new Watched(systemClock, log);
  const ingest = new Ingest({
    ward: WARD,
    batch: { maxEvents: 50, maxMs: 0, catchUpShare: 0.4 },
    store,
    graceMs: 0,
    desks: () => enrolled,
    keys: new KeyRing(),
    rejections,
    onDistrust: () => {},
    sendReceipt: (news) => {
      if (news.epoch === desk.epoch) head = news.head;
    },
    receivedAt: () => "2026-03-02T08:15:00Z",
    onBatch: ({ stored, duplicates, early }) =>
      batches(stored > 0 ? "stored" : duplicates > 0 ? "duplicate" : early > 0 ? "early" : "refused"),
    clock: systemClock,
    log,
  });
  const policy = await WardPolicy.open({ ward: WARD, store, key: testKey(9), publish: async () => {}, log });
  const stop = new AbortController();
  const running = ingest.run(stop.signal);

  const total = (): number => [...rejections.counts.values()].reduce((sum, n) => sum + n, 0);
  const refusal = (before: ReadonlyMap<string, number>): string | undefined =>
    [...rejections.counts].find(([reason, n]) => n > (before.get(reason) ?? 0))?.[0];
  const receive = async (topic: string, payload: Buffer): Promise<string> => {
    if (topic.endsWith(`${WARD}/policy`)) {
      policy.heard(payload);
      return "policy heard";
    }
    if (topic.endsWith("/status")) return statuses.receive({ topic, payload }, enrolled) ? "status" : "bad_status";
    const [counts, before] = [new Map<string, number>(rejections.counts), total()];
    const settled = new Promise<string>((resolve) => {
      batches = resolve;
    });
    ingest.receive({ topic, payload });
    const outcome = total() > before ? "refused" : await settled;
    return outcome === "refused" ? (refusal(counts) ?? outcome) : outcome;
  };
  let last: { topic: string; body: string } | undefined;
  /** The next event of the chain; now and then one that comes too early, or once more. */
  const event = (n: number) => {
    const kind = KINDS[n % KINDS.length] ?? "score";
    const seq = head.seq + (n % 10 === 8 ? 3 : 1);
    const next = desk.link(kind, DATA[kind](n) as never, { seq, prev: head.hash });
    const { topic, body } = n % 10 === 9 && last ? last : next;
    return { topic, body, message: JSON.parse(body) as unknown };
  };
  const messageFor = (topic: string, n: number) => {
    if (topic.endsWith("/policy")) return { message: policyExample, key: testKey(9) };
    if (topic.endsWith("/status"))
      return { message: { ...statusOnlineExample, data: { ...statusOnlineExample.data, device } } };
    return { message: event(n).message, key: desk.key };
  };
  return fuzzTarget({
    name: "hub.ingest",
    share: 0.25,
    cases: fc.record({ topic: fc.nat({ max: 4 * TOPICS.length }), what: mutation }),
    take: async ({ topic, what }) => {
      const good = event(what.base);
      const where = TOPICS[topic] ?? good.topic;
      const { message, key } = messageFor(where, what.base);
      const payload = mutate(message, what, key);
      const outcome = await receive(where, payload);
      if (outcome === "stored") last = { topic: where, body: payload.toString() };
      check();
      return outcome;
    },
    proveAlive: async () => {
      const { topic, message } = event(0);
      const outcome = await receive(topic, Buffer.from(JSON.stringify(message)));
      if (outcome !== "stored") throw new Error(`a good event was not stored: ${outcome}`);
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
      await store[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}
