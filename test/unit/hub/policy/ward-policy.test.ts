import { afterEach, beforeEach, expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { WardPolicy } from "#hub/policy/ward-policy.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { AppError } from "#platform/errors.js";
import { memoryLog } from "../../../support/memory-log.js";
import { testKey } from "../../../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

let folder: TemporaryFolder;
let store: EventStore;
beforeEach(async () => {
  folder = await temporaryFolder();
  store = openSqliteStore(folder.file("hub.db"));
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const open = async (over: Partial<EventStore> = {}) => {
  const { log, lines } = memoryLog();
  const published: { number: number; patch: object }[] = [];
  const messages: string[] = [];
  const policy = await WardPolicy.open({
    ward: "phuong-mau",
    store: { ...store, ...over },
    key: testKey(9),
    publish: async (_topic, payload) => {
      messages.push(payload);
      published.push(JSON.parse(payload).data);
    },
    log,
  });
  return { policy, published, messages, lines };
};

it("numbers each change, an old content too, and says nothing twice", async () => {
  const { policy, published } = await open();
  for (const patch of [{}, { k: 12 }, { k: 12 }, {}, { k: 12 }]) await policy.set(patch);
  expect(published).toEqual([
    { number: 1, patch: { k: 12 } },
    { number: 2, patch: {} },
    { number: 3, patch: { k: 12 } },
  ]);
  expect((await open()).policy.applied.k).toBe(12);
});

it("starts with what an older version published and this one does not know, and can replace it", async () => {
  await store.savePolicy({ number: 7, patch: { k: 12, gone: true } });
  const { policy, published, lines } = await open();
  expect(policy.applied).toEqual(DEFAULT_POLICY);
  expect(lines.join("")).toContain("policy.unknown_content");
  await policy.set({ k: 15 });
  expect([policy.applied.k, published]).toEqual([15, [{ number: 8, patch: { k: 15 } }]]);
});

it("a hub restored from a backup numbers on from what it had published since, and from no stranger's word", async () => {
  const before = await open();
  for (const k of [11, 12, 13]) await before.policy.set({ k });
  const retained = before.messages.at(-1) ?? "";
  await using backup = await temporaryFolder();
  await using older = openSqliteStore(backup.file("hub.db"));
  await older.savePolicy({ number: 1, patch: { k: 11 } });
  const { policy, published } = await open(older);
  for (const number of [9, 99]) policy.heard(Buffer.from(retained.replace('"number":3', `"number":${number}`)));
  for (const junk of ["", "{", "null", "[]", `{"data":${"[".repeat(9_000)}`]) policy.heard(Buffer.from(junk));
  await policy.set({ k: 11 });
  expect(published).toEqual([]);
  policy.heard(Buffer.from(retained));
  await policy.set({ k: 11 });
  await policy.set({ k: 11 });
  policy.heard(Buffer.from(retained));
  await policy.set({ k: 11 });
  expect(published).toEqual([{ number: 4, patch: { k: 11 } }]);
});

it("gives another number to what it numbered before it heard that the number is taken", async () => {
  const before = await open();
  await before.policy.set({ k: 11 });
  await using fresh = await temporaryFolder();
  await using empty = openSqliteStore(fresh.file("hub.db"));
  const { policy, published } = await open(empty);
  await policy.set({ k: 12 });
  for (const message of before.messages) policy.heard(Buffer.from(message));
  await policy.set({ k: 12 });
  await policy.set({ k: 12 });
  expect(published).toEqual([
    { number: 1, patch: { k: 12 } },
    { number: 2, patch: { k: 12 } },
  ]);
});

it("keeps the one before on a full disk, until there is space", async () => {
  let isFull = true;
  const { policy, published } = await open({
    savePolicy: async (next) => {
      if (isFull) throw new AppError("ledger.full", "no space");
      return store.savePolicy(next);
    },
  });
  await policy.set({ k: 12 });
  expect([policy.applied.k, published]).toEqual([10, []]);
  isFull = false;
  await policy.set({ k: 12 });
  expect([policy.applied.k, published.length]).toEqual([12, 1]);
});
