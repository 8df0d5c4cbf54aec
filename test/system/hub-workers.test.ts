import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ChildProgram } from "#commands/demo/child-program.js";
import { freePort } from "#platform/free-port.js";
import { pause } from "#platform/tasks.js";
import { eventually } from "../support/child.js";
import { WARD, WireClient } from "../support/hub-session.js";
import { startMosquitto } from "../support/mosquitto.js";
import { Postgres } from "../support/postgres.js";
import { Sender } from "../support/sender.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const DESKS = 4;
const EVENTS = 500;

/** Two workers of one hub: own folders and ports, one key, one database, one shared subscription. */
class Workers implements AsyncDisposable {
  readonly #folder: TemporaryFolder;
  readonly #ports: number[] = [];
  readonly running: ChildProgram[] = [];

  constructor(folder: TemporaryFolder) {
    this.#folder = folder;
  }

  async configure(name: string, { mqtt, database }: { mqtt: string; database: string }): Promise<void> {
    const port = await freePort();
    this.#ports.push(port);
    mkdirSync(this.#folder.file(name), { recursive: true });
    const config = {
      ward: WARD,
      data: name,
      keyFile: "hub.key",
      mqtt: { url: mqtt },
      devicesFile: "devices.yaml",
      policyFile: "policy.yaml",
      api: { port },
      store: { kind: "postgres", url: database },
      // A machine that is busy with other tests must not look like a worker that has died.
      workers: { group: "hub", graceMs: 3_000 },
    };
    writeFileSync(this.#folder.file(`${name}.yaml`), JSON.stringify(config));
  }

  start(name: string): ChildProgram {
    const config = this.#folder.file(`${name}.yaml`);
    const worker = new ChildProgram("hub", ["hub", "--config", config], this.log(name));
    this.running.push(worker);
    return worker;
  }

  log(name: string): string {
    return this.#folder.file(`${name}.log`);
  }

  ready(): Promise<unknown> {
    return Promise.all(
      this.#ports.map((port) =>
        eventually(
          async () => {
            const answer = await fetch(`http://127.0.0.1:${port}/v1/health`).catch(() => undefined);
            return ((await answer?.json()) as { status?: string } | undefined)?.status === "ok";
          },
          { timeoutMs: 60_000, what: "workers" },
        ),
      ),
    );
  }

  /** How many events each of them got that were new to the hub. */
  shares(): Promise<number[]> {
    return Promise.all(
      this.#ports.map(async (port) => {
        const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
        const of = (outcome: string): number =>
          Number(new RegExp(`hailong_hub_events_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
        // Either stored at once, or put aside for the worker that has the one before.
        return of("stored") + of("early");
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const worker of this.running) await worker[Symbol.asyncDispose]();
  }
}

const count = (file: string, event: string): number =>
  readFileSync(file, "utf8").split(`"event":"${event}"`).length - 1;

it("two workers share the stream; one is killed in the middle: nothing lost, nothing doubled, order kept", async () => {
  await using folder = await temporaryFolder();
  await using server = await Postgres.start(folder);
  const database = server.createDatabase("ward");
  await using broker = await startMosquitto(folder);
  const desks = Array.from(
    { length: DESKS },
    (_, n) => new SigningClient({ byte: 7 + n, counter: `quay-0${n + 1}`, epoch: `00000000000000a${n}` }),
  );
  for (const desk of desks)
    for (let n = 1; n <= EVENTS; n++) desk.next("score", sample.score(n * DESKS + desks.indexOf(desk)));
  writeFileSync(folder.file("devices.yaml"), JSON.stringify(desks.map(({ enrolment }) => enrolment)));
  writeFileSync(folder.file("policy.yaml"), JSON.stringify({ k: 12 }));
  await using workers = new Workers(folder);
  await workers.configure("a", { mqtt: broker.url, database });
  await workers.configure("b", { mqtt: broker.url, database });
  // The first makes the key that they share.
  const first = workers.start("a");
  await eventually(() => count(workers.log("a"), "hub.leads") > 0, { timeoutMs: 60_000, what: "a leader" });
  workers.start("b");
  await workers.ready();

  await using wire = await WireClient.connect(broker.url);
  const senders = desks.map((desk) => new Sender(wire, desk, { workers: true }));
  const receipted = (): number => senders.reduce((sum, sender) => sum + sender.receipted, 0);
  const half = (DESKS * EVENTS) / 2;
  const deadline = performance.now() + 120_000;
  let rewinds: number | undefined;
  let shares: number[] = [];
  while (!senders.every((sender) => sender.done) && performance.now() < deadline) {
    for (const sender of senders) await sender.step();
    if (first.running && receipted() > half) {
      rewinds = senders.reduce((sum, sender) => sum + sender.rewinds, 0);
      shares = await workers.shares();
      await first.kill();
    }
    await pause(2);
  }
  expect(senders.map((sender) => sender.receipted)).toEqual(desks.map(() => EVENTS));
  expect(first.running).toBe(false);

  // As long as both were there each had its share, and none asked a desk for what the other had.
  expect(rewinds).toBe(0);
  expect(shares).toEqual([expect.any(Number), expect.any(Number)]);
  expect(Math.min(...shares)).toBeGreaterThan(EVENTS / 2);
  const rows = (device: string): string[] =>
    server
      .sql(`SELECT seq || ' ' || encode(hash, 'hex') FROM chain WHERE device = '${device}' ORDER BY id`, "ward")
      .trim()
      .split("\n");
  for (const desk of desks) expect(rows(desk.device)).toEqual(desk.sent.map(({ seq, hash }) => `${seq} ${hash}`));
  expect(server.sql("SELECT count(*) FROM outcomes", "ward").trim()).toBe(String(DESKS * EVENTS));
  expect(server.sql("SELECT count(*) FROM parked", "ward").trim()).toBe("0");
  // The policy was published once, and what a ward has only once goes on at the other worker.
  await eventually(() => count(workers.log("b"), "hub.leads") > 0, { timeoutMs: 30_000, what: "another leader" });
  expect(server.sql("SELECT number FROM policies", "ward").trim()).toBe("1");
  writeFileSync(folder.file("policy.yaml"), JSON.stringify({ k: 15 }));
  await eventually(() => server.sql("SELECT count(*) FROM policies", "ward").trim() === "2", { what: "policy" });
});
