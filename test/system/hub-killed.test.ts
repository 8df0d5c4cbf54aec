import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ChildProgram } from "#commands/demo/child-program.js";
import { freePort } from "#platform/free-port.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";
import { pause } from "#platform/tasks.js";
import { WARD, WireClient } from "../support/hub-session.js";
import { startMosquitto } from "../support/mosquitto.js";
import { Sender } from "../support/sender.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const EVENTS = 1_200;
function writeHub(
  folder: TemporaryFolder,
  { url, port }: { url: string; port: number },
  desks: SigningClient[],
): string {
  mkdirSync(folder.file("hub"));
  writeFileSync(folder.file("devices.yaml"), JSON.stringify(desks.map(({ enrolment }) => enrolment)));
  const config = { ward: WARD, data: "hub", mqtt: { url }, devicesFile: "devices.yaml", api: { port } };
  writeFileSync(folder.file("hub.yaml"), JSON.stringify(config));
  return folder.file("hub.yaml");
}

it("the shipped hub, killed in the middle of a stream again and again, loses nothing and doubles nothing", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder);
  const desks = [new SigningClient(), new SigningClient({ byte: 8, counter: "quay-02", epoch: "00000000000000b2" })];
  for (const desk of desks) for (let n = 1; n <= EVENTS; n++) desk.next("score", sample.score(n));
  const config = writeHub(folder, { url: broker.url, port: await freePort() }, desks);
  const start = (): ChildProgram => new ChildProgram("hub", ["hub", "--config", config], folder.file("hub.log"));
  await using wire = await WireClient.connect(broker.url);
  const senders = desks.map((desk) => new Sender(wire, desk));
  const receipted = (): number => senders.reduce((sum, sender) => sum + sender.receipted, 0);
  let hub = start();
  let kills = 0;
  const deadline = performance.now() + 40_000;
  try {
    while (!senders.every((sender) => sender.done) && performance.now() < deadline) {
      for (const sender of senders) await sender.step();
      // After each sixth of the stream, with events under way.
      if (kills < 5 && receipted() > (kills + 1) * ((2 * EVENTS) / 6)) {
        await hub.kill();
        kills += 1;
        hub = start();
      }
      await pause(2);
    }
    expect(kills).toBe(5);
    expect(senders.map((sender) => sender.receipted)).toEqual([EVENTS, EVENTS]);
  } finally {
    await hub[Symbol.asyncDispose]();
  }
  expect(hub.exitCode).toBe(0);
  const db = openSqliteReadOnly(folder.file("hub/hub.db"));
  try {
    const rows = db.prepare("SELECT seq, hash FROM events WHERE device = ? ORDER BY id");
    for (const desk of desks) expect(rows.all(desk.device)).toEqual(desk.sent.map(({ seq, hash }) => ({ seq, hash })));
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  } finally {
    db.close();
  }
  // Five sudden ends, and no word of what citizens were like in any log.
  const log = readFileSync(folder.file("hub.log"), "utf8");
  expect(log.match(/"event":"hub.ready"/g)).toHaveLength(6);
  for (const secret of [sample.token(1), '"score":']) expect(log).not.toContain(secret);
});
