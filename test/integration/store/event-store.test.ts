import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import type { EventData } from "#contract/event.js";
import { askedChains, planBatch } from "#hub/ingest/plan-batch.js";
import { ALL_MONTHS } from "#hub/store/cells/cell-store.js";
import type { EventStore, StoredEvent } from "#hub/store/event-store.js";
import { GAPS_OF_A_DEVICE } from "#hub/store/gap-limit.js";
import { HUB_MIGRATIONS } from "#hub/store/migrations.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { verifyChains } from "#hub/store/verify-chains.js";
import { createVerifier, sha256Hex, signText } from "#platform/signing.js";
import { openSqlite, openSqliteReadOnly } from "#platform/sqlite.js";
import { KINDS, StoreHouse } from "../../support/both-stores.js";
import { rekeyedData } from "../../support/handover.js";
import { mappingWard } from "../../support/mapping-ward.js";
import { releaseCells } from "../../support/release.js";
import { type SignedEvent, SigningClient, sample, testKey } from "../../support/signing-client.js";
import { append, storedRow } from "../../support/stored-rows.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const row = (event: SignedEvent): StoredEvent => storedRow(event);
const MARCH = "2026-03-02T08:15:00Z";
const MAY = "2026-05-02T08:15:00Z";

/** As the ingest does it. */
const take = (store: EventStore, events: readonly StoredEvent[], parks = false) => {
  const batch = { events, waiting: [], parks };
  return store.commit(askedChains(batch), (known) => planBatch(batch, known));
};

describe.each(KINDS)("the store on %s", (kind) => {
  let house: StoreHouse;
  let place: ReturnType<StoreHouse["fresh"]>;
  let store: EventStore;
  beforeAll(async () => {
    house = await StoreHouse.start(kind);
  });
  afterAll(() => house[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = house.fresh();
    store = await house.open(place);
  });
  afterEach(() => house.closeAll());

  it("names the transactions that arrived last, in order, without those that were cancelled or erased", async () => {
    const desk = new SigningClient();
    await append(store, [storedRow(desk.next("score", sample.score(1)), MARCH)]);
    await append(store, [
      storedRow(desk.next("cancelled", sample.cancelled(2)), MAY),
      storedRow(desk.next("rating", sample.rating(3)), MAY),
      storedRow(desk.next("abstention", sample.abstention(3)), MAY),
      storedRow(desk.next("score", sample.score(4)), MAY),
    ]);
    const all = await store.newestTokens(0, 10);
    expect(all.map(({ token }) => token)).toEqual([4, 3, 1].map(sample.token));
    expect(await store.newestTokens(0, 1)).toEqual(all.slice(0, 1));
    expect(await store.newestTokens(all[1]?.place ?? 0, 10)).toEqual(all.slice(0, 1));
    await store.erase("2026-05");
    const left = (await store.newestTokens(0, 10)).filter(({ token }) => !token.includes("/"));
    expect(left.map(({ token }) => token)).toEqual([4, 3].map(sample.token));
  });

  it("counts a tap once, though a desk restored from a backup signs it again", async () => {
    const restored = new SigningClient({ epoch: "00000000000000b2" });
    await append(store, [row(new SigningClient().next("rating", sample.rating(1)))]);
    const again = [restored.next("rating", sample.rating(1)), restored.next("rating", sample.rating(2))];
    await append(store, again.map(row));
    expect((await store.tally()).ratings).toBe(2);
  });

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
      // Two taps of one transaction, of which the first counts, one of an abstention's, a cancelled one's, and one of nobody's.
      desk.next("rating", sample.rating(1)),
      desk.next("rating", sample.rating(1)),
      desk.next("rating", sample.rating(4)),
      desk.next("rating", sample.rating(6)),
      desk.next("rating", sample.rating(undefined)),
    ];
    await append(store, events.map(row));
    expect(await store.tally()).toEqual({
      scores: 3,
      abstentions: 2,
      cancelled: 1,
      ratings: 4,
      ratedTransactions: 2,
      abstentionReasons: { dark: 1, opted_out: 1 },
    });
    const [, second] = events;
    const [chain] = [{ device: desk.device, epoch: desk.epoch }];
    const hashes = await store.commit([{ ...chain, seqs: [2, 13] }], (known) => ({
      appends: [],
      park: [],
      asked: [known.headOf(chain), known.hashAt(chain, 2), known.hashAt(chain, 13)],
    }));
    expect(hashes.asked).toMatchObject([{ seq: 12, hash: events.at(-1)?.hash }, second?.hash, undefined]);
    const links = await store.links(chain, 10, 5);
    expect(links).toEqual(events.slice(10).map(({ seq, hash, body }) => ({ seq, hash, body })));
  });

  it("keeps how taps came about, and counts what the desk knew", async () => {
    const desk = new SigningClient();
    const tap = (n: number | undefined, tapped: EventData["rating"]["tapped"], rated = "2026-03-02T08:20:00Z") =>
      desk.next("rating", { ...sample.rating(n), rated, ...(tapped ? { tapped } : {}) });
    const none = { n: 0, of: 0 };
    expect(await store.tapFacts()).toEqual({ soon: none, zoneEmpty: none, bursts: none, dayEndBursts: none });
    const events = [
      tap(1, { soon: true, zoneEmpty: false }),
      tap(2, { soon: false }),
      tap(undefined, { zoneEmpty: true }, "2026-03-02T08:25:00Z"),
      tap(3, undefined),
    ];
    await append(store, events.map(row));
    await store.count(5);
    expect(await store.tapFacts()).toEqual({
      soon: { n: 1, of: 2 },
      zoneEmpty: { n: 1, of: 2 },
      bursts: { n: 0, of: 4 },
      dayEndBursts: { n: 0, of: 4 },
    });
    await append(
      store,
      [4, 5].map((n) => row(tap(n, undefined))),
    );
    await store.count(5);
    expect(await store.tapFacts()).toMatchObject({ bursts: { n: 5, of: 6 }, dayEndBursts: { n: 5, of: 6 } });
    // Of whole months: a month's false taps do not vanish among those of years.
    const april = tap(6, { soon: true, zoneEmpty: true }, "2026-04-01T01:00:00Z");
    await append(store, [storedRow(april, "2026-04-01T01:05:00Z")]);
    const [march, quarter] = [
      { from: "2026-03", to: "2026-03" },
      { from: "2026-04", to: "2026-06" },
    ];
    // What came since the last counting is of its month too.
    expect([(await store.tally(march)).ratings, (await store.tally(quarter)).ratings]).toEqual([6, 1]);
    await store.count(5);
    expect(await store.tapFacts(march)).toMatchObject({ soon: { n: 1, of: 2 }, bursts: { n: 5, of: 6 } });
    expect(await store.tapFacts(quarter)).toMatchObject({ soon: { n: 1, of: 1 }, bursts: { n: 0, of: 1 } });
    expect((await store.tally({ from: "2025-01", to: "2026-02" })).ratings).toBe(0);
  });

  it("learns from released cells only, by first score and first tap", async () => {
    await append(store, mappingWard(60, 2));
    expect((await store.mappingPairs()).pairs).toEqual([]);
    await releaseCells(store);
    const other = new SigningClient({ byte: 9, counter: "quay-09" });
    const late = [
      other.next("rating", { ...sample.rating(1), rating: "dissatisfied" }),
      other.next("score", sample.score(100)),
      other.next("rating", sample.rating(100)),
    ];
    await append(store, late.map(row));
    await releaseCells(store);
    const { pairs, days } = await store.mappingPairs();
    expect([pairs.length, days]).toEqual([60, 1]);
    expect(pairs[0]).toMatchObject({ counter: "quay-01", statistics: { valenceWhole: expect.any(Number) } });
  });

  it("counts a transaction once, whatever a desk says of it later", async () => {
    const desk = new SigningClient();
    // A desk restored from a backup that was taken while the transaction was open: it closes it a second time.
    const restored = new SigningClient({ epoch: "00000000000000b2" });
    const before = desk.next("score", sample.score(1, 60));
    const again = [
      restored.next("abstention", sample.abstention(1, "restarted")),
      restored.next("abstention", sample.abstention(2)),
      restored.next("abstention", sample.abstention(2, "pose")),
    ];
    await append(store, [row(before)]);
    await append(store, again.map(row));
    expect(await store.tally()).toMatchObject({ scores: 1, abstentions: 1, abstentionReasons: { dark: 1 } });
    expect((await store.heads()).map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it("appends all of a batch or nothing", async () => {
    const desk = new SigningClient();
    const [a, b] = [desk.next("score", sample.score(1)), desk.next("score", sample.score(2))];
    await append(store, [row(a)]);
    await expect(append(store, [row(b), row(a)])).rejects.toThrow();
    expect(await store.heads()).toMatchObject([{ seq: 1, hash: a.hash }]);
    expect((await store.tally()).scores).toBe(1);
    const failed = store.commit([], () => {
      throw new Error("a fault of ours");
    });
    await expect(failed).rejects.toThrow("a fault of ours");
    await append(store, [row(b)]);
    expect((await store.tally()).scores).toBe(2);
  });

  it("takes the same events again and again and keeps them once", async () => {
    const desk = new SigningClient();
    const events = Array.from({ length: 600 }, (_, n) => row(desk.next("score", sample.score(n + 1))));
    const first = await take(store, events.slice(0, 400));
    const second = await take(store, events);
    const third = await take(store, events);
    expect([first, second, third].map(({ appends, duplicates }) => [appends.length, duplicates])).toEqual([
      [400, 0],
      [200, 400],
      [0, 600],
    ]);
    const twin = desk.link("score", sample.score(9), { seq: 7, prev: events[5]?.hash ?? "" });
    expect((await take(store, [row({ ...twin, kind: "score" })])).chains).toMatchObject([{ forked: 1 }]);
    expect((await store.tally()).scores).toBe(600);
  });

  it("keeps everything over a reopening, heads in the order of their growth", async () => {
    const first = new SigningClient();
    const later = new SigningClient({ epoch: "0000000000000001" });
    await append(store, [row(first.next("score", sample.score(1)))]);
    await append(store, [row(later.next("score", sample.score(2)))]);
    expect(await store.savePolicy({ number: 4, patch: { k: 3, consent: "notice" } })).toBe(true);
    expect(await store.savePolicy({ number: 4, patch: { k: 5 } })).toBe(false);
    expect(await store.savePolicy({ number: 11, patch: {} })).toBe(true);
    await store.noteGap(first, 9);
    await house.closeAll();
    store = await house.open(place);
    expect((await store.heads()).map(({ epoch }) => epoch)).toEqual([first.epoch, later.epoch]);
    expect(await store.policies()).toEqual([
      { number: 4, patch: { k: 3, consent: "notice" } },
      { number: 11, patch: {} },
    ]);
    expect(await store.gaps()).toEqual([{ device: first.device, epoch: first.epoch, from: 2, to: 9 }]);
  });

  it("knows a gap until the chain has grown over it, and of a device the newest few", async () => {
    const desk = new SigningClient();
    const { device, epoch } = desk;
    const events = [1, 2, 3, 4].map((n) => row(desk.next("score", sample.score(n))));
    await append(store, events.slice(0, 1));
    await store.noteGap(desk, 3);
    await store.noteGap(desk, 4);
    await store.noteGap(desk, 2);
    expect(await store.gaps()).toEqual([{ device, epoch, from: 2, to: 4 }]);
    await append(store, events.slice(1, 3));
    expect(await store.gaps()).toEqual([{ device, epoch, from: 4, to: 4 }]);
    await append(store, events.slice(3));
    expect(await store.gaps()).toEqual([]);
    const other = { device: "hl-000000000001", epoch: "" };
    await store.noteGap({ ...other, epoch: "00000000000000ff" }, 5);
    for (let n = 0; n < GAPS_OF_A_DEVICE + 4; n++)
      await store.noteGap({ device, epoch: n.toString(16).padStart(16, "0") }, 9);
    const gaps = await store.gaps();
    expect(gaps).toHaveLength(GAPS_OF_A_DEVICE + 1);
    expect(gaps.filter((gap) => gap.device === other.device)).toHaveLength(1);
    expect(gaps.at(-1)).toMatchObject({ device, from: 1, to: 9 });
  });

  it("erases contents of past months and keeps hashes, figures and the pairs of what crosses the border", async () => {
    const desk = new SigningClient();
    const early = [
      desk.next("score", sample.score(1, 60)),
      desk.next("rating", sample.rating(1)),
      desk.next("score", sample.score(2, 70)),
      desk.next("rating", sample.rating(undefined)),
    ].map((event) => storedRow(event, MARCH));
    const late = [desk.next("rating", sample.rating(2)), desk.next("score", sample.score(3, 30))];
    await append(store, early);
    await append(
      store,
      late.map((event) => storedRow(event, MAY)),
    );
    await store.count(5);
    // The tap of March that came in May has no time that could be believed.
    expect((await store.tapFacts()).bursts).toEqual({ n: 0, of: 2 });
    const before = [await store.tally(), await store.withheld(ALL_MONTHS), await store.openParts()];
    expect(await store.erase("2026-03")).toBe(0);
    expect(await store.erase("2026-05")).toBe(4);
    expect(await store.erase("2026-05")).toBe(0);
    expect([await store.tally(), await store.withheld(ALL_MONTHS), await store.openParts()]).toEqual(before);
    const links = await store.links(desk, 0, 10);
    expect(links.map(({ hash }) => hash)).toEqual(desk.sent.map(({ hash }) => hash));
    expect(links.map(({ body }) => body !== null)).toEqual([false, false, false, false, true, true]);
    expect((await store.mappingPairs()).pairs).toEqual([]);
    expect((await store.tapFacts()).bursts).toEqual({ n: 0, of: 0 });
    expect(await take(store, early)).toMatchObject({ appends: [], duplicates: 4 });
    // The chain goes on.
    await take(store, [storedRow(desk.next("score", sample.score(4)), MAY)]);
    expect((await store.tally()).scores).toBe(4);
    const held = dump(house, place);
    for (const gone of [1, 2]) expect(held).not.toContain(sample.token(gone));
    expect(held).toContain(sample.token(3));
  });

  it("keeps no single answer that a cell holds, once contents are erased", async () => {
    await append(store, mappingWard(60, 2));
    const waits = new SigningClient({ byte: 9, counter: "quay-09" });
    const early = [waits.next("rating", sample.rating(900)), waits.next("cancelled", sample.cancelled(901))];
    await append(store, early.map(row));
    await releaseCells(store);
    await append(store, [row(waits.next("score", sample.score(900)))]);
    const figures = async () => [await store.tally(), await store.withheld(ALL_MONTHS), await store.cells(ALL_MONTHS)];
    const before = await figures();
    expect(await store.erase("2026-05")).toBeGreaterThan(120);
    expect(await figures()).toEqual(before);
    expect(rowsLeft(house, place)).toEqual({ scores: 1, ratings: 1 });
  });

  it("leaves no erased token in any of the database's files", async () => {
    const desk = new SigningClient();
    // Random as a desk's: they come into the middle of an index, whose pages are split again and again.
    const tokens = Array.from(
      { length: kind === "sqlite" ? 1_500 : 100 },
      (_, n) => `${sha256Hex(`${n}`).slice(0, 16)}gone__`,
    );
    for (let from = 0; from < tokens.length; from += 100)
      await append(
        store,
        tokens
          .slice(from, from + 100)
          .flatMap((token) => [
            desk.next("rating", { ...sample.rating(1), token }),
            desk.next("abstention", { ...sample.abstention(1), token }),
          ])
          .map((event) => storedRow(event, MARCH)),
      );
    await store.erase("2026-05");
    const held = filesOf(house, place);
    expect([held.includes("very_satisfied"), held.includes("gone__")]).toEqual([true, false]);
  });

  it("keeps who a desk handed its key to when contents are erased, and then knows both keys' chain as true", async () => {
    const [desk, later] = [new SigningClient({ byte: 1 }), testKey(2)];
    const { device, epoch, key } = desk;
    const first = desk.next("score", sample.score(1));
    const handover = desk.next("rekeyed", rekeyedData(device, key, later));
    // The next link, under the same device's name, signed with the new key.
    const { signature: _, ...next } = JSON.parse(
      desk.link("score", sample.score(2), { seq: 3, prev: handover.hash }).body,
    );
    const body = canonicalJson({ ...next, signature: signText(later, canonicalJson(next)) });
    const second = { ...first, seq: 3, body, hash: sha256Hex(body) };
    await take(
      store,
      [first, handover, second].map((event) => storedRow(event, MARCH)),
    );
    const rekeyings = [{ device, epoch, seq: 2, publicKey: later.publicKey }];
    expect(await store.rekeyings()).toEqual(rekeyings);
    const { counter, publicKey } = desk.enrolment;
    const desks = new Map([[device, { device, counter, publicKey, verify: createVerifier(publicKey) }]]);
    expect(await verifyChains(store, desks)).toMatchObject({ chains: 1, events: 3, faults: 0 });
    await store.erase("2026-05");
    expect(await store.rekeyings()).toEqual(rekeyings);
    expect(await verifyChains(store, desks)).toMatchObject({ chains: 1, events: 3, faults: 0 });
  });

  it("runs the leader's work", async () => {
    const stop = new AbortController();
    let ran = 0;
    await store.lead(async () => {
      ran += 1;
      stop.abort();
    }, stop.signal);
    expect([ran, store.reachable()]).toEqual([1, true]);
  });
});

/** All that the figures and contents hold, as text. Bodies that are kept may name a token: they are left out. */
function rowsLeft(house: StoreHouse, place: ReturnType<StoreHouse["fresh"]>): { scores: number; ratings: number } {
  const [scores, ratings] = ["outcomes", "ratings"].map((table) => {
    const sql = `SELECT count(*) FROM ${table}`;
    if (place.kind === "postgres") return Number(house.server?.sql(sql, new URL(place.url).pathname.slice(1)));
    const db = openSqliteReadOnly(place.file);
    const n = db.prepare<[], number>(sql).pluck().get() ?? 0;
    db.close();
    return n;
  });
  return { scores: scores ?? 0, ratings: ratings ?? 0 };
}

/** Of the database as it lies on the disk, byte by byte. */
function filesOf(house: StoreHouse, place: ReturnType<StoreHouse["fresh"]>): string {
  if (place.kind === "sqlite") return ["", "-wal"].map((end) => readFileSync(`${place.file}${end}`, "latin1")).join("");
  house.server?.sql("CHECKPOINT");
  const name = new URL(place.url).pathname.slice(1);
  const number = house.server?.sql(`SELECT oid FROM pg_database WHERE datname = '${name}'`).trim();
  const base = house.folder.file(`postgres/data/base/${number}`);
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("");
}

function dump(house: StoreHouse, place: ReturnType<StoreHouse["fresh"]>): string {
  if (place.kind === "postgres") {
    const database = new URL(place.url).pathname.slice(1);
    return house.server?.tool("pg_dump", ["--data-only", "--exclude-table=events_2026_05"], database) ?? "";
  }
  const db = openSqliteReadOnly(place.file);
  const rows = ["SELECT * FROM outcomes", "SELECT * FROM ratings", "SELECT * FROM events WHERE id <= 4"];
  const text = JSON.stringify(rows.map((sql) => db.prepare(sql).all()));
  db.close();
  return text;
}

it("a SQLite store of every earlier schema is brought up to date with what it holds", async () => {
  for (let version = 1; version < HUB_MIGRATIONS.length; version++) {
    await using folder = await temporaryFolder();
    const file = folder.file("hub.db");
    const desk = new SigningClient();
    const [first, second] = [desk.next("score", sample.score(1)), desk.next("rating", sample.rating(1))];
    const old = openSqlite(file, HUB_MIGRATIONS.slice(0, version));
    const at = [desk.device, desk.epoch, 1];
    old.prepare("INSERT INTO events VALUES (1, ?, ?, ?, 'score', ?, ?, ?)").run(...at, first.hash, first.body, MARCH);
    old.prepare("INSERT INTO heads VALUES (?, ?, ?, ?, 1)").run(...at, first.hash);
    old.prepare("INSERT INTO outcomes VALUES (1, 'score', ?, NULL, 61.5, NULL)").run(sample.token(1));
    old.close();
    await using store = openSqliteStore(file);
    expect((await take(store, [row(second)])).appends).toHaveLength(1);
    expect(await store.tally()).toMatchObject({ scores: 1, ratedTransactions: 1 });
    await store.noteGap(desk, 9);
    expect(await store.gaps()).toMatchObject([{ from: 3, to: 9 }]);
  }
});
