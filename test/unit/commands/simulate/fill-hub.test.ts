import { readFileSync, writeFileSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { fillHub } from "#commands/simulate/fill-hub.js";
import { openDataFolder } from "#hub/data-folder.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { verifyChains } from "#hub/store/verify-chains.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";
import { MISHAPS } from "#simulation/year/made-up-ward.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

// Three seconds of work, on a machine that is busy with much else.
vi.setConfig({ testTimeout: 90_000 });

const YEAR = { days: 105, until: "2026-11-27", seed: 1, perDay: 60, release: true as const };

function hubIn(folder: TemporaryFolder): string {
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => void vi.restoreAllMocks());
  const config = folder.file("hub.yaml");
  writeFileSync(
    config,
    'ward: phuong-mau\ndata: data\nmqtt: { url: "mqtt://127.0.0.1:1" }\ndevicesFile: devices.yaml\n',
  );
  return config;
}

test("fills a store with chains that verify, marked as made up, with all that a page has to cope with", async () => {
  await using folder = await temporaryFolder();
  const config = hubIn(folder);
  expect(await fillHub(config, YEAR)).toBe(0);
  const desks = readDevicesFile(folder.file("devices.yaml"), "phuong-mau");
  expect([...desks.values()].map(({ simulated }) => simulated)).toEqual(Array(10).fill("2026-11-27"));
  await using store = openSqliteStore(folder.file("data/hub.db"));
  const { faults, gaps, chains } = await verifyChains(store, desks);
  expect([faults, chains]).toEqual([0, 11]);
  expect(gaps.map(({ from, to }) => to - from + 1)).toEqual([MISHAPS.lost.events]);

  const db = openSqliteReadOnly(folder.file("data/hub.db"));
  onTestFinished(() => void db.close());
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  for (const kind of ["score", "abstention", "cancelled", "rating", "health"])
    expect(count(`SELECT count(*) FROM events WHERE kind = '${kind}'`)).toBeGreaterThan(9);
  for (const reason of ["no_consent", "excluded_procedure", "dark", "opted_out", "too_short", "pose"])
    expect(count(`SELECT count(*) FROM outcomes WHERE reason = '${reason}'`)).toBeGreaterThan(0);
  expect(count("SELECT count(*) FROM ratings WHERE token IS NULL AND zone_empty = 1")).toBeGreaterThanOrEqual(16);
  // What came late was received days after it was signed.
  expect(
    count("SELECT count(*) FROM events WHERE julianday(received_at) - julianday(body ->> '$.time') > 1"),
  ).toBeGreaterThan(5);
  const daysOf = (counter: string): number =>
    count(
      `SELECT count(DISTINCT substr(body ->> '$.time', 1, 10)) FROM events WHERE body ->> '$.source' LIKE '%/${counter}'`,
    );
  expect(daysOf("quay-01") - daysOf(`quay-0${MISHAPS.outage.counter}`)).toBe(2);

  // What an office would see: machines that ran, certificates but for the camera that drifted, feedback in every state.
  const told = vi.mocked(console.log).mock.calls.flat().join("\n");
  expect(told).toMatch(/reported in (97|98|99)\.\d+% of the opening hours; 9 of 10 counters/);
  expect(told).toMatch(/dossier counts: 2; feedback: [1-9]\d* waiting, [1-9]\d* answered, [1-9]\d* closed/);
  const certificateless = [...desks.values()].filter(({ certificate }) => !certificate);
  expect(certificateless.map(({ counter }) => counter)).toEqual([`quay-0${MISHAPS.drifting.counter}`]);
  const blind = db
    .prepare("SELECT count(*) FROM events WHERE kind = 'health' AND body ->> '$.data.camera' = 'unreachable'")
    .pluck();
  expect(blind.get()).toBe(6);
});

test("the same seed makes the same transactions, and a hub that runs or holds real events is left alone", async () => {
  await using one = await temporaryFolder();
  await using two = await temporaryFolder();
  const short = { ...YEAR, days: 2 };
  for (const folder of [one, two]) await fillHub(hubIn(folder), short);
  const tokens = (folder: TemporaryFolder): unknown[] => {
    const db = openSqliteReadOnly(folder.file("data/hub.db"));
    onTestFinished(() => void db.close());
    return db.prepare("SELECT token, kind, score FROM outcomes ORDER BY token").all();
  };
  expect(tokens(one)).toEqual(tokens(two));
  expect(tokens(one).length).toBeGreaterThan(50);

  await expect(fillHub(one.file("hub.yaml"), short)).rejects.toThrow("is filled up to 2026-11-27 already");
  await expect(fillHub(one.file("hub.yaml"), { ...short, until: "2026-11-28" })).resolves.toBe(0);
  const desks = [...readDevicesFile(one.file("devices.yaml"), "phuong-mau").values()];
  expect(desks.filter(({ revoked }) => !revoked).map(({ simulated }) => simulated)).toEqual(
    Array(10).fill("2026-11-28"),
  );

  using _running = openDataFolder(one.file("data"));
  await expect(fillHub(one.file("hub.yaml"), short)).rejects.toThrow("is held by another process");

  // The counters of the second are no longer known as made up.
  const devices = two.file("devices.yaml");
  writeFileSync(devices, readFileSync(devices, "utf8").replaceAll(/^ *simulated: .*\n/gm, ""));
  await expect(fillHub(two.file("hub.yaml"), short)).rejects.toThrow("which is no made-up counter");
});
