import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askedChains, planBatch } from "#hub/ingest/plan-batch.js";
import type { EventStore, StoredEvent } from "#hub/store/event-store.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import { freePort } from "#platform/free-port.js";
import { pause } from "#platform/tasks.js";
import { StoreHouse } from "../../support/both-stores.js";
import { eventually } from "../../support/child.js";
import { SigningClient, sample } from "../../support/signing-client.js";
import { append, storedRow } from "../../support/stored-rows.js";

const take = (store: EventStore, events: readonly StoredEvent[]) => {
  const batch = { events, waiting: [], parks: true };
  return store.commit(askedChains(batch), (known) => planBatch(batch, known));
};

describe("a PostgreSQL that workers share", () => {
  let house: StoreHouse;
  let place: ReturnType<StoreHouse["fresh"]>;
  let name: string;
  beforeAll(async () => {
    house = await StoreHouse.start("postgres");
  });
  afterAll(() => house[Symbol.asyncDispose]());
  beforeEach(() => {
    place = house.fresh();
    name = place.kind === "postgres" ? new URL(place.url).pathname.slice(1) : "";
  });
  afterEach(() => house.closeAll());

  const server = () => house.server ?? expect.fail("a server");
  const ask = (text: string): string => server().sql(text, name).trim();
  const other = (changes: object) => house.open({ ...place, ...changes } as typeof place);

  it("has one schema, whoever came first, and months ready before they begin", async () => {
    await Promise.all([1, 2, 3].map(() => house.open(place, true)));
    expect(ask("SELECT string_agg(version::text, ',') FROM schema_version")).toBe("1,2");
    const months = ask(
      "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relname ~ '^events_....*_..$'",
    );
    const now = new Date();
    const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
    const tableOf = (date: Date): string => `events_${date.toISOString().slice(0, 7).replace("-", "_")}`;
    expect(months).toBe([tableOf(now), tableOf(next)].join(","));
  });

  it("refuses a newer schema, another ward's events, and says what to do", async () => {
    await house.open(place);
    ask("UPDATE owner SET ward = 'phuong-khac'");
    await expect(house.open(place)).rejects.toMatchObject({ code: "config.invalid" });
    ask("UPDATE owner SET ward = 'phuong-mau'; INSERT INTO schema_version VALUES (99)");
    await expect(house.open(place)).rejects.toThrow(/has schema 99, this version knows up to \d+\. Install/);
  });

  it("brings the schema of before up to date with what it holds", async () => {
    const store = await house.open(place);
    const desk = new SigningClient();
    const closed = "2026-10-04T17:00:00Z";
    const events = [
      storedRow(desk.next("score", { ...sample.score(1), closed }), "2026-10-05T01:00:00Z"),
      storedRow(desk.next("rating", { ...sample.rating(2), rated: "2099-01-01T00:00:00Z" }), "2026-10-05T03:00:00Z"),
    ];
    await take(store, events);
    await house.closeAll();
    const placed = (table: string) => ask(`SELECT procedure, month, week, band FROM ${table}`);
    const before = [placed("outcomes"), placed("ratings")];
    expect(before).toEqual(["ho-tich|2026-10|2026-10-05|early", "ho-tich|2026-10|2026-10-05|"]);
    const columns = ["procedure", "month", "week", "band", "cell"].map((name) => `DROP ${name}`).join(", ");
    ask(`DROP TABLE cells, counted, counts, tap_slots, tap_days; ALTER TABLE outcomes ${columns};
      ALTER TABLE ratings ${columns}; CREATE INDEX outcomes_by_kind ON outcomes (kind, field);
      CREATE TABLE releases (n int); CREATE TABLE pair_release (n int); DELETE FROM schema_version WHERE version = 2`);
    expect(await (await house.open(place)).tally()).toMatchObject({ scores: 1, ratings: 1 });
    expect([placed("outcomes"), placed("ratings")]).toEqual(before);
  });

  it("tells apart what keeps it from a database, and never shows the password", async () => {
    const at = `127.0.0.1:${server().port}`;
    server().sql("CREATE ROLE guest LOGIN; CREATE ROLE nologin");
    const passwordFile = house.folder.file("password");
    writeFileSync(passwordFile, "secret-word\n");
    const cases = [
      [{ url: `postgres://app@127.0.0.1:${await freePort()}/${name}` }, "store.unavailable", /PostgreSQL running/],
      [{ url: `postgres://app@${at}/nowhere` }, "store.denied", /createdb/],
      [{ url: `postgres://nobody@${at}/${name}`, passwordFile }, "store.denied", /pg_hba/],
      [{ url: `postgres://guest@${at}/${name}` }, "store.denied", /owner of the database/],
      [{ passwordFile: house.folder.file("absent") }, "config.invalid", /store\.passwordFile/],
      [{ caFile: passwordFile }, "store.unavailable", /PostgreSQL running/],
    ] as const;
    for (const [changes, code, words] of cases) {
      const refused = await other(changes).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code, message: expect.stringMatching(words) });
      expect(String(refused)).not.toContain("secret-word");
    }
  });

  it("puts together what workers get by turns, in order, once, with no event asked for again", async () => {
    const stores = await Promise.all([1, 2, 3].map(() => house.open(place, true)));
    const desks = [1, 2, 3, 4].map(
      (n) => new SigningClient({ byte: n, counter: `quay-${n}`, epoch: `00000000000000a${n}` }),
    );
    const rows = Array.from({ length: 200 }, (_, n) =>
      desks.map((desk, d) => storedRow(desk.next("score", sample.score(n * 4 + d)))),
    ).flat();
    // By turns, as a broker does; and some of them twice, to another worker.
    const inbox = stores.map((_, w) => rows.filter((_, i) => i % 3 === w || i % 31 === w));
    const work = async (store: EventStore, own: readonly StoredEvent[]): Promise<void> => {
      for (let at = 0; at < own.length; at += 20) await take(store, own.slice(at, at + 20));
    };
    await Promise.all(stores.map((store, w) => work(store, inbox[w] ?? [])));
    // A chain's very first events may have passed each other, before there was a head to lock: looked at again, they meet.
    for (const desk of desks) await take(stores[0] as EventStore, [storedRow(desk.sent[0] ?? expect.fail("an event"))]);
    for (const desk of desks) {
      const kept = ask(
        `SELECT string_agg(encode(hash, 'hex'), ' ' ORDER BY id) FROM chain WHERE device = '${desk.device}'`,
      );
      expect(kept.split(" ")).toEqual(desk.sent.map(({ hash }) => hash));
    }
    expect(ask("SELECT count(*) FROM outcomes")).toBe("800");
    expect(ask("SELECT count(*) FROM parked")).toBe("0");
  });

  it("counts nothing that is still on its way: no event gets a place below what was counted", async () => {
    const [one, two] = [await house.open(place, true), await house.open(place, true)];
    const desk = new SigningClient();
    const events = [sample.score(1), sample.score(2)].map((data) => storedRow(desk.next("score", data)));
    await append(one, events.slice(0, 1));
    const blocker = new pg.Client(place.kind === "postgres" ? place.url : "");
    await blocker.connect();
    await blocker.query("BEGIN; SELECT * FROM heads FOR UPDATE");
    const order: string[] = [];
    const committed = take(one, events.slice(1)).then(() => order.push("committed"));
    await eventually(() => ask("SELECT count(*) FROM pg_locks WHERE NOT granted") !== "0");
    const counted = two.count(5).then(() => order.push("counted"));
    await eventually(() => Number(ask("SELECT count(*) FROM pg_locks WHERE NOT granted")) >= 2);
    await blocker.query("COMMIT");
    await blocker.end();
    await Promise.all([committed, counted]);
    expect(order).toEqual(["committed", "counted"]);
    expect([ask("SELECT sum(n) FROM counts WHERE what = 'score'"), (await one.tally()).scores]).toEqual(["2", 2]);
  });

  it("has one leader at a time, and another when its connection breaks or it ends", async () => {
    const stores = [await house.open(place, true), await house.open(place, true)];
    const stops = stores.map(() => new AbortController());
    let now = 0;
    let most = 0;
    const turns: number[] = [];
    const running = stores.map((store, w) =>
      store.lead(async (signal) => {
        turns.push(w);
        now += 1;
        most = Math.max(most, now);
        await pause(60_000, signal);
        now -= 1;
      }, stops[w]?.signal ?? expect.fail("a signal")),
    );
    await eventually(() => turns.length === 1);
    await pause(1_200);
    expect(turns).toHaveLength(1);
    ask("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = 7003");
    await eventually(() => turns.length === 2);
    stops[turns[1] ?? 0]?.abort();
    await eventually(() => turns.length === 3);
    expect(turns[2]).not.toBe(turns[1]);
    for (const stop of stops) stop.abort();
    await Promise.all(running);
    expect([now, most]).toEqual([0, 1]);
  });

  it("says that it is not there while the server is down, and is back with it", async () => {
    const store = await house.open(place, true);
    const desk = new SigningClient();
    const events = [1, 2, 3].map((n) => storedRow(desk.next("score", sample.score(n))));
    await take(store, events.slice(0, 1));
    // One of them is in the middle of it.
    const blocker = new pg.Client(place.kind === "postgres" ? place.url : "");
    blocker.on("error", () => {});
    await blocker.connect();
    await blocker.query("BEGIN; SELECT * FROM heads FOR UPDATE");
    const halfway = take(store, events).catch((error: unknown) => error);
    await eventually(() => ask("SELECT count(*) FROM pg_locks WHERE NOT granted") !== "0");
    await server().stop("SIGQUIT");
    expect(await halfway).toSatisfy(isStoreFault);
    for (const attempt of [() => take(store, events), () => store.tally(), () => store.noteGap(desk, 9)])
      await expect(attempt()).rejects.toSatisfy(isStoreFault);
    expect(store.reachable()).toBe(false);
    await server().restart();
    await eventually(() => take(store, events).catch(() => undefined));
    expect([store.reachable(), (await store.tally()).scores]).toEqual([true, 3]);
  });

  it("takes nothing while it may not write, and changes nothing", async () => {
    const store = await house.open(place);
    const desk = new SigningClient();
    const event = storedRow(desk.next("score", sample.score(1)));
    ask(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const reader = await house.open(place).catch((error: unknown) => error);
    expect(reader).toMatchObject({ code: "ledger.full", message: expect.stringContaining("writable") });
    ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`);
    await eventually(() => take(store, [event]).catch((error: { code?: string }) => error.code === "ledger.full"));
    expect((await store.tally()).scores).toBe(0);
    server().sql(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`);
    await eventually(() => take(store, [event]).catch(() => undefined));
    expect((await store.tally()).scores).toBe(1);
  });

  // Mounting needs root, which the test machine gives.
  it.runIf(process.getuid?.() === 0)("takes nothing on a full disk, keeps what it has, and goes on", async () => {
    const disk = house.folder.file("disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk]);
    try {
      mkdirSync(`${disk}/space`);
      execFileSync("chown", ["postgres:", `${disk}/space`]);
      server().sql(`CREATE TABLESPACE small LOCATION '${disk}/space'`);
      server().sql(`ALTER DATABASE ${name} SET default_tablespace = small`);
      const store = await house.open(place);
      const desk = new SigningClient();
      const events = Array.from({ length: 800 }, (_, n) => storedRow(desk.next("score", sample.score(n + 1))));
      await take(store, events.slice(0, 10));
      const filler = `${disk}/filler`;
      for (let kib = 4_096; kib >= 1; kib = Math.floor(kib / 2)) {
        try {
          writeFileSync(filler, Buffer.alloc(kib * 1_024), { flag: "a" });
        } catch {}
      }
      await expect(take(store, events)).rejects.toMatchObject({ code: "ledger.full" });
      expect(await store.heads()).toMatchObject([{ seq: 10 }]);
      expect((await store.tally()).scores).toBe(10);
      rmSync(filler);
      await take(store, events);
      expect((await store.tally()).scores).toBe(800);
      await house.closeAll();
      server().sql(`DROP DATABASE ${name}`);
      server().sql("DROP TABLESPACE small");
    } finally {
      execFileSync("umount", ["-l", disk]);
    }
  });
});
