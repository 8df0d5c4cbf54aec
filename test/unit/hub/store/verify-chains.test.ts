import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { verifyChains } from "#hub/store/verify-chains.js";
import { createVerifier } from "#platform/signing.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { append, storedRow } from "../../../support/stored-rows.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

let folder: TemporaryFolder;
let store: EventStore;
const desk = new SigningClient();
const { device, counter, publicKey } = desk.enrolment;
const desks: EnrolledDesks = new Map([[device, { device, counter, verify: createVerifier(publicKey) }]]);
const rows = Array.from({ length: 700 }, (_, n) =>
  storedRow(desk.next("score", sample.score(n)), n < 550 ? "2026-03-02T08:15:00Z" : "2026-05-02T08:15:00Z"),
);
beforeEach(async () => {
  folder = await temporaryFolder();
  store = openSqliteStore(folder.file("hub.db"));
  await append(store, rows);
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** What someone with the file in hand may do. */
const tamper = (sql: string, ...values: unknown[]): void => {
  const db = new Database(folder.file("hub.db"));
  db.pragma("foreign_keys = OFF");
  db.prepare(sql).run(...values);
  db.close();
};
const findings = async () => (await verifyChains(store, desks)).findings.map(({ seq, fault }) => `${seq} ${fault}`);

it("finds nothing wrong with what desks have sent, whole or erased", async () => {
  const counts = { chains: 1, events: 700, withoutKey: 0, faults: 0, findings: [], gaps: [] };
  expect(await verifyChains(store, desks)).toEqual({ ...counts, erased: 0 });
  await store.erase("2026-05");
  expect(await verifyChains(store, desks)).toEqual({ ...counts, erased: 550 });
  expect(await verifyChains(store, new Map())).toEqual({ ...counts, erased: 550, withoutKey: 150 });
  const db = openSqliteReadOnly(folder.file("hub.db"));
  expect(db.prepare("SELECT count(*) FROM events WHERE received_at < '2026-05'").pluck().get()).toBe(550);
  db.close();
});

it.each([
  ["UPDATE events SET body = replace(body, '61.5', '91.5') WHERE seq = 600", ["600 altered"]],
  ["DELETE FROM events WHERE seq = 600", ["600 missing", "601 unlinked"]],
  ["DELETE FROM events WHERE seq > 699", ["700 head"]],
  ["UPDATE heads SET hash = (SELECT hash FROM events WHERE seq = 7)", ["700 head"]],
  ["UPDATE events SET hash = (SELECT hash FROM events WHERE seq = 7) WHERE seq = 600", ["600 altered", "601 unlinked"]],
])("%s", async (sql, expected) => {
  tamper(sql);
  expect(await findings()).toEqual(expected);
});

it("finds what its desk did not sign, and what belongs elsewhere", async () => {
  const [before] = desk.sent.slice(598, 599);
  const stranger = new SigningClient({ byte: 9 });
  const forged = stranger.signed({
    ...JSON.parse(desk.sent[599]?.body ?? ""),
    signature: undefined,
    prev: before?.hash,
    data: sample.score(5, 99),
  });
  tamper("UPDATE events SET body = ?, hash = ? WHERE seq = 600", forged.body, forged.hash);
  expect(await findings()).toEqual(["600 forged", "601 unlinked"]);
  const [seventh] = desk.sent.slice(6, 7);
  tamper("UPDATE events SET body = ?, hash = ? WHERE seq = 600", seventh?.body, seventh?.hash);
  expect(await findings()).toEqual(["600 misplaced", "601 unlinked"]);
});

it("finds a changed hash of what was erased by the one that names it", async () => {
  await store.erase("2026-05");
  tamper("UPDATE events SET hash = ? WHERE seq = 550", "ab".repeat(32));
  expect(await findings()).toEqual(["551 unlinked"]);
});
