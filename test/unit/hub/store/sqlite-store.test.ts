import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EventData } from "#contract/event.js";
import { dueReleases } from "#hub/report/summary.js";
import type { EventStore, StoredEvent } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { type SignedEvent, SigningClient, sample } from "../../../support/signing-client.js";
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
const row = ({ body, hash }: SignedEvent): StoredEvent => ({
  event: JSON.parse(body),
  hash,
  body,
  receivedAt: "2026-03-02T08:15:00Z",
});

describe("the SQLite store", () => {
  it("tallies what was appended", async () => {
    const desk = new SigningClient();
    const events = [
      desk.next("score", sample.score(1, 60)),
      desk.next("score", sample.score(2, 70)),
      desk.next("score", sample.score(3, 20, "dat-dai")),
      desk.next("abstention", sample.abstention(4)),
      desk.next("abstention", sample.abstention(5, "opted_out")),
      desk.next("cancelled", sample.cancelled(6)),
      desk.next("health", sample.health()),
      // A tap of a score's transaction, one of an abstention's, a cancelled one's, and one of nobody's.
      desk.next("rating", sample.rating(1)),
      desk.next("rating", sample.rating(4)),
      desk.next("rating", sample.rating(6)),
      desk.next("rating", sample.rating(undefined)),
    ];
    await store.append(events.map(row));
    expect(await store.tally()).toEqual({
      scores: 3,
      abstentions: 2,
      cancelled: 1,
      ratings: 4,
      ratedTransactions: 2,
      abstentionReasons: { dark: 1, opted_out: 1 },
    });
    expect(await store.release(() => [])).toEqual([
      { field: "dat-dai", n: 1, total: 20, released: { n: 0, total: 0 } },
      { field: "tu-phap", n: 2, total: 130, released: { n: 0, total: 0 } },
    ]);
    const released = await store.release((fields) => dueReleases(fields, 2));
    expect(released.map((cell) => cell.released)).toEqual([
      { n: 0, total: 0 },
      { n: 2, total: 130 },
    ]);
    expect(await store.release(() => [])).toEqual(released);
    const [, second] = events;
    expect(await store.hashAt(desk.device, desk.epoch, 2)).toBe(second?.hash);
    expect(await store.hashAt(desk.device, desk.epoch, 13)).toBeUndefined();
  });

  it("keeps how taps came about, and counts what the desk knew", async () => {
    const desk = new SigningClient();
    const tap = (n: number | undefined, tapped: EventData["rating"]["tapped"], rated = "2026-03-02T08:20:00Z") =>
      desk.next("rating", { ...sample.rating(n), rated, ...(tapped ? { tapped } : {}) });
    const events = [
      tap(1, { soon: true, zoneEmpty: false }),
      tap(2, { soon: false }),
      tap(undefined, { zoneEmpty: true }, "2026-03-02T08:25:00Z"),
      tap(3, undefined),
    ];
    await store.append(events.map(row));
    expect(await store.tapFacts()).toEqual({
      soon: { n: 1, of: 2 },
      zoneEmpty: { n: 1, of: 2 },
      slots: [
        { counter: "quay-01", rated: "2026-03-02T08:20:00Z", n: 3 },
        { counter: "quay-01", rated: "2026-03-02T08:25:00Z", n: 1 },
      ],
    });
  });

  it("counts a transaction once, whatever a desk says of it later", async () => {
    const desk = new SigningClient();
    // A desk restored from a backup that was taken while the transaction was open: it closes it a second time.
    const restored = new SigningClient({ epoch: "00000000000000b2" });
    const before = desk.next("score", sample.score(1, 60));
    const again = [
      restored.next("abstention", sample.abstention(1, "restarted")),
      restored.next("abstention", sample.abstention(2)),
    ];
    await store.append([row(before)]);
    await store.append(again.map(row));
    expect(await store.tally()).toMatchObject({ scores: 1, abstentions: 1, abstentionReasons: { dark: 1 } });
    expect((await store.heads()).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it("counts a tap once, though a desk restored from a backup signs it again", async () => {
    const restored = new SigningClient({ epoch: "00000000000000b2" });
    await store.append([row(new SigningClient().next("rating", sample.rating(1)))]);
    const again = [restored.next("rating", sample.rating(1)), restored.next("rating", sample.rating(2))];
    await store.append(again.map(row));
    expect((await store.tally()).ratings).toBe(2);
    expect((await store.heads()).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it("appends all of a batch or nothing", async () => {
    const desk = new SigningClient();
    const [a, b] = [desk.next("score", sample.score(1)), desk.next("score", sample.score(2))];
    await store.append([row(a)]);
    await expect(store.append([row(b), row(a)])).rejects.toThrow(/UNIQUE/);
    expect(await store.heads()).toMatchObject([{ seq: 1, hash: a.hash }]);
    expect((await store.tally()).scores).toBe(1);
  });

  it("keeps everything over a reopening, heads in the order of their growth", async () => {
    const first = new SigningClient();
    const later = new SigningClient({ epoch: "0000000000000001" });
    await store.append([row(first.next("score", sample.score(1)))]);
    await store.append([row(later.next("score", sample.score(2)))]);
    await store.savePolicy({ number: 4, patch: { k: 3 } });
    await store[Symbol.asyncDispose]();
    store = openSqliteStore(folder.file("hub.db"));
    expect((await store.heads()).map(({ epoch }) => epoch)).toEqual([first.epoch, later.epoch]);
    expect(await store.lastPolicy()).toEqual({ number: 4, patch: { k: 3 } });
  });
});
