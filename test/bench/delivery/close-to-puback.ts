import { Socket } from "node:net";
import mqtt from "mqtt";
import { Doorbell } from "#desk/delivery/doorbell.js";
import { OutboxDrain } from "#desk/delivery/outbox-drain.js";
import { systemClock } from "#platform/clock.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { MqttLink, mqttSchema } from "#platform/mqtt-link.js";
import { openSqlite } from "#platform/sqlite.js";
import { DeskParts } from "../../support/desk-parts.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import type { BenchLine } from "../bench-line.js";
import { median } from "../statistics.js";
import { startBenchBroker } from "./bench-broker.js";

const ROUNDS = 300;
const WARM_UP = 30;
const PLACE = { ward: "phuong-mau", counter: "quay-1" };

/**
 * A counter's close (judge the window, sign, chain, commit) until the broker has acknowledged the event; and, in turn,
 * what no design can spare: one bare insert of the same bytes, and one bare publish of them, each until it is done.
 */
export async function benchCloseToPuback(): Promise<BenchLine[]> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const folder = life.own(await temporaryFolder());
  const broker = life.own(await startBenchBroker(folder));
  const close = await closer(broker.url, life);
  const bare = await bareParts(folder.file("bare.db"), broker.url, life);
  const [closes, inserts, publishes]: [number[], number[], number[]] = [[], [], []];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const { ms, body } = await close();
    const insert = await timed(() => bare.insert(body));
    const publish = await timed(() => bare.publish(body));
    if (round < 0) continue;
    closes.push(ms);
    inserts.push(insert);
    publishes.push(publish);
  }
  const [path, insert, publish] = [median(closes), median(inserts), median(publishes)];
  return [
    {
      what: "close → ledger → PUBACK, p50 ÷ (bare insert + bare PUBACK)",
      value: path / (insert + publish),
      goal: "≤ 1.5",
      detail: `${path.toFixed(2)} ÷ (${insert.toFixed(2)} + ${publish.toFixed(2)}) ms, ${ROUNDS} closes`,
    },
  ];
}

/** A desk's own parts on a real ledger and broker; → how long a close took until its PUBACK, and what was published. */
async function closer(url: string, life: Lifetime): Promise<() => Promise<{ ms: number; body: string }>> {
  const parts = life.own(new DeskParts());
  const bell = new Doorbell();
  const log = createLogger("bench", "silent");
  const link = life.own(
    new MqttLink(mqttSchema.parse({ url }), {
      ...{ clientId: "bench-desk", subscriptions: [], onMessage: () => {}, onConnect: () => drain.connected(), log },
    }),
  );
  let acknowledged: (body: string) => void = () => {};
  const courier = {
    get connected() {
      return link.connected;
    },
    publish: async (topic: string, body: string): Promise<void> => {
      await link.publish(topic, body);
      acknowledged(body);
    },
  };
  const verify = (): boolean => false;
  const firstOfEpoch = (): never => {
    throw new Error("nobody asks for a new epoch here");
  };
  const { ledger } = parts;
  const drain = new OutboxDrain({ place: PLACE, ledger, courier, bell, verify, clock: systemClock, log, firstOfEpoch });
  const stop = new AbortController();
  const drained = drain.run(stop.signal);
  life.defer(async () => {
    stop.abort();
    await drained;
  });
  while (!link.connected) await new Promise((resolve) => setTimeout(resolve, 10));
  return async () => {
    const { id } = parts.serve("chung-thuc");
    parts.read(25);
    const done = new Promise<string>((resolve) => {
      acknowledged = resolve;
    });
    const began = performance.now();
    parts.counter.close(id);
    bell.ring();
    const body = await done;
    const ms = performance.now() - began;
    // As a receipt would: the drain keeps 64 ahead of it at most.
    const { epoch, seq } = ledger.outbox();
    ledger.setReceipted(epoch, seq);
    return { ms, body };
  };
}

async function bareParts(file: string, url: string, life: Lifetime) {
  const db = openSqlite(file, ["CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT"]);
  life.defer(() => void db.close());
  const row = db.prepare("INSERT INTO bare (body) VALUES (?)");
  const client = await mqtt.connectAsync(url, { protocolVersion: 5 });
  life.defer(() => client.endAsync());
  if (client.stream instanceof Socket) client.stream.setNoDelay(true);
  return {
    insert: async (body: string) => void row.run(body),
    publish: async (body: string) => void (await client.publishAsync("bare", body, { qos: 1 })),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
