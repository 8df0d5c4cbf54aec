import { expect, it } from "vitest";
import { readSummary } from "#hub/api/read-summary.js";
import type { StoredEvent } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { AppError } from "#platform/errors.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const desk = new SigningClient();
const score = (n: number): StoredEvent => {
  const { body, hash } = desk.next("score", sample.score(n, n));
  return { event: JSON.parse(body), hash, body, receivedAt: "2026-03-02T08:15:00Z" };
};
const about = { ward: "phuong-mau", k: 10, gaps: [], rejected: new Map() };

it("two readers at the same moment see no transaction in the difference of their means", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  await store.append(Array.from({ length: 10 }, (_, n) => score(n + 1)));
  const first = readSummary({ ...about, store });
  const appended = store.append([score(11)]);
  const second = readSummary({ ...about, store });
  await appended;
  expect((await second).fields).toEqual((await first).fields);
  expect((await first).fields).toEqual([{ field: "tu-phap", n: 10, meanScore: 5.5 }]);
});

it("on a full disk shows what was shown before, and no more", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  await store.append(Array.from({ length: 10 }, (_, n) => score(n + 12)));
  const full = {
    ...store,
    release: async (due: Parameters<typeof store.release>[0]) => {
      const fields = await store.release(() => []);
      if (due(fields).length > 0) throw new AppError("ledger.full", "no space");
      return fields;
    },
  };
  expect(await readSummary({ ...about, store: full })).toMatchObject({ scores: 10, fields: [], withheld: 1 });
  expect((await readSummary({ ...about, store })).fields).toHaveLength(1);
});
