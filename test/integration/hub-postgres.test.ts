import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { examine, type Finding } from "#commands/doctor/examine.js";
import { hubExaminations } from "#commands/doctor/examine-hub.js";
import { hubSections } from "#hub/hub-config.js";
import { systemClock } from "#platform/clock.js";
import { eventually } from "../support/child.js";
import { HubSession, WARD, WireClient } from "../support/hub-session.js";
import { memoryLog } from "../support/memory-log.js";
import { startMosquitto } from "../support/mosquitto.js";
import { Postgres } from "../support/postgres.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

/** What `hailong doctor` says of the store and of the newest event in it. */
function examined(folder: TemporaryFolder, store: object): Promise<Finding[]> {
  const data = { ward: WARD, data: folder.file("hub"), mqtt: { url: "mqtt://127.0.0.1:1" } };
  const config = z.strictObject(hubSections).parse({ ...data, devicesFile: folder.file("devices.yaml"), store });
  const { signal } = new AbortController();
  const all = hubExaminations(config, { log: memoryLog().log, clock: systemClock, signal });
  return examine(Object.fromEntries(Object.entries(all).filter(([name]) => name === "store" || name === "events")));
}

/** A user whom the server asks for a password, and where another one is written. */
function guardedUser(server: Postgres, folder: TemporaryFolder): { url: string; passwordFile: string } {
  const rules = folder.file("postgres/data/pg_hba.conf");
  writeFileSync(rules, `host all guarded 127.0.0.1/32 scram-sha-256\n${readFileSync(rules, "utf8")}`);
  server.sql("CREATE ROLE guarded LOGIN PASSWORD 'right-word'");
  server.sql("SELECT pg_reload_conf()");
  writeFileSync(folder.file("guarded.password"), "wrong-word\n", { mode: 0o600 });
  return { url: server.url("ward", "guarded"), passwordFile: folder.file("guarded.password") };
}

it("a database that goes away is an alarm: no receipt while it lasts, nothing lost after", async () => {
  await using folder = await temporaryFolder();
  await using server = await Postgres.start(folder);
  const store = { kind: "postgres", url: server.createDatabase("ward"), timeoutSeconds: 3 };
  await using broker = await startMosquitto(folder);
  const desk = new SigningClient();
  await using hub = await HubSession.create(folder, { url: broker.url });
  await hub.enrol(desk);
  await hub.setPolicy({ k: 12 });
  const policyFile = folder.file("policy.yaml");
  await hub.start({ store, policyFile });
  await using wire = await WireClient.connect(broker.url);
  const first = desk.next("score", sample.score(1));
  await wire.send(first);
  await wire.receipted(first);
  expect(await examined(folder, store)).toMatchObject([
    { check: "store", ok: true, detail: expect.stringMatching(/^127\.0\.0\.1:\d+\/ward, schema (\d+)\/\1$/) },
    { check: "events", ok: true, detail: expect.stringMatching(/^\d{4}-/) },
  ]);
  const refused = { ...store, ...guardedUser(server, folder) };
  // The server takes up its new rules when it comes round to it.
  const [row] = await eventually(async () => {
    const rows = await examined(folder, refused);
    return /password/.test(rows[0]?.detail ?? "") ? rows : undefined;
  });
  expect(row).toMatchObject({ ok: false, detail: expect.stringMatching(/\/ward: password .*guarded.*pg_hba/) });
  expect(row?.detail).not.toContain("wrong-word");
  writeFileSync(refused.passwordFile, "right-word\n");
  server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guarded", "ward");
  expect(await examined(folder, refused)).toMatchObject([{ ok: true }, { ok: true }]);
  await server.stop("SIGQUIT");
  expect(await examined(folder, store)).toMatchObject([
    { check: "store", ok: false, detail: expect.stringMatching(/\/ward cannot be used now.*PostgreSQL running/) },
    { check: "events", ok: false },
  ]);
  // Known without an event: the health must not wait for one.
  await eventually(async () => (await hub.health()).alarms.includes("store_unavailable"));
  const after = wire.receipts.length;
  const events = Array.from({ length: 100 }, (_, n) => desk.next("score", sample.score(n + 2)));
  await wire.send(...events);
  await hub.setPolicy({ k: 15 });
  await eventually(() => hub.log.lines.some((line) => line.includes('"event":"store.unavailable"')));
  expect(wire.receipts).toHaveLength(after);
  await expect(hub.summary()).resolves.toMatchObject({ status: 503, code: "store.unavailable" });
  await server.restart();
  await wire.receipted(events.at(-1) ?? expect.fail("an event"), { after, timeoutMs: 30_000 });
  await eventually(async () => (await hub.health()).status === "ok");
  expect(await hub.summary()).toMatchObject({ scores: 101, gaps: [] });
  await eventually(async () => (await hub.summary()).k === 15);
  expect(hub.log.lines.filter((line) => line.includes('"event":"store.unavailable"'))).toHaveLength(1);
});

it("what came early waits for another worker's; its desk is asked only when its chain stands still", async () => {
  await using folder = await temporaryFolder();
  await using server = await Postgres.start(folder);
  const store = { kind: "postgres", url: server.createDatabase("ward") };
  await using broker = await startMosquitto(folder);
  const desk = new SigningClient();
  await using hub = await HubSession.create(folder, { url: broker.url });
  await hub.enrol(desk);
  await hub.start({ store, workers: { group: "hub", graceMs: 2_000 } });
  // Of several workers, the office is where `api.pages` says.
  expect((await fetch(`${hub.url}/v1/people/session`)).status).toBe(404);
  await using wire = await WireClient.connect(broker.url);
  const [one, two, three, four, five] = [1, 2, 3, 4, 5].map((n) => desk.next("score", sample.score(n)));
  if (!one || !two || !three || !four || !five) throw new Error("five events");
  await wire.send(one);
  await wire.receipted(one);
  await wire.send(three);
  await eventually(() => server.sql("SELECT count(*) FROM parked", "ward").trim() === "1");
  await wire.send(two);
  await wire.receipted(three);
  expect(wire.receipts.filter(({ data }) => data.rewindTo !== undefined)).toEqual([]);
  await wire.send(five);
  const asked = await eventually(() => wire.receipts.find(({ data }) => data.rewindTo !== undefined));
  expect(asked.data).toMatchObject({ upTo: 3, rewindTo: 3 });
  expect(await hub.summary()).toMatchObject({ scores: 3, gaps: [{ device: desk.device, from: 4, to: 5 }] });
  await wire.send(four);
  await wire.receipted(five);
  expect(await hub.summary()).toMatchObject({ scores: 5, gaps: [], rejected: {} });
  expect(await hub.metric('hailong_hub_events_total{outcome="early"}')).toBe(2);
});
