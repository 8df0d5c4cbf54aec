import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import type { LoadFigures } from "#commands/loadgen/figures.js";
import { cliScript } from "#commands/places.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";
import { Child, eventually } from "../support/child.js";
import { startMosquitto } from "../support/mosquitto.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const WARD = "phuong-thu";

async function startHub(folder: TemporaryFolder, url: string): Promise<Child> {
  await writeFile(folder.file("devices.yaml"), "[]");
  const hub = { ward: WARD, data: "hub", mqtt: { url }, devicesFile: "devices.yaml", api: { port: 0 } };
  await writeFile(folder.file("hub.yaml"), stringify(hub));
  const child = new Child(process.execPath, [cliScript(), "hub", "--config", folder.file("hub.yaml")]);
  await child.says(/"mqtt.connected"/);
  return child;
}

async function loadgen(folder: TemporaryFolder, url: string, ...more: string[]) {
  const at = ["--broker", url, "--hub-key", folder.file("hub/hub.pub"), "--devices", folder.file("devices.yaml")];
  await using child = new Child(process.execPath, [cliScript(), "loadgen", "--ward", WARD, ...at, ...more]);
  const code = await child.ended;
  return { code, stdout: child.stdout, stderr: child.stderr };
}

it("every event that it says is receipted is a row of the hub, once; what came late is told", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder);
  await using _hub = await startHub(folder, broker.url);
  const load = await loadgen(folder, broker.url, "--desks", "4", "--events", "600", "--json");
  expect([load.code, load.stderr]).toEqual([0, ""]);
  const figures: LoadFigures = JSON.parse(load.stdout);
  expect(figures).toMatchObject({ desks: 4, events: 600, receipted: 600, lost: 0, doubled: 0 });
  expect(figures.milliseconds.p99).toBeGreaterThan(0);
  const paced = await loadgen(folder, broker.url, "--desks", "2", "--events", "50", "--rate", "100");
  expect([paced.code, paced.stdout]).toEqual([0, expect.stringContaining("Có biên nhận · Receipted: 50")]);
  const db = openSqliteReadOnly(folder.file("hub/hub.db"));
  const rows = db.prepare("SELECT count(*) AS n FROM events WHERE kind <> 'health'").get();
  const kept = db.prepare("SELECT count(DISTINCT device) AS desks FROM events").get();
  db.close();
  expect([rows, kept]).toEqual([{ n: 650 }, { desks: 6 }]);
  // Nothing of desks that never were stays at the broker.
  await using watcher = new Child("mosquitto_sub", [
    ...["-V", "5", "-h", "127.0.0.1", "-p", `${broker.port}`, "-t", `hailong/v1/${WARD}/+/status`],
    ...["-t", `hailong/v1/${WARD}/aggregate`, "-F", "%t"],
  ]);
  await eventually(() => watcher.stdout.includes("aggregate"));
  expect(watcher.stdout).not.toContain("status");
});

it("refuses a real ward's list, and a plan that it cannot keep", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder);
  await using hub = await startHub(folder, broker.url);
  const real = '[{"device":"hl-fe812c12f3ab","counter":"quay-01","publicKey":"x"}]';
  await writeFile(folder.file("devices.yaml"), real);
  const refused = await loadgen(folder, broker.url);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("quay-01")]);
  expect(await readFile(folder.file("devices.yaml"), "utf8")).toBe(real);
  expect(hub.process.exitCode).toBeNull();
  for (const [option, value] of [
    ["--desks", "501"],
    ["--events", "0"],
    ["--broker", "http://127.0.0.1"],
    ["--hub-key", folder.file("devices.yaml")],
  ] as const) {
    expect(await loadgen(folder, broker.url, option, value)).toMatchObject({ code: 2, stdout: "" });
  }
});
