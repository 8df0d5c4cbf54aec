import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LEDGER_MIGRATIONS } from "#desk/ledger/migrations.js";
import { HUB_MIGRATIONS } from "#hub/store/migrations.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { isErrorCode } from "#platform/errors.js";
import { openSqlite, type Sqlite } from "#platform/sqlite.js";
import { expectChain } from "../../support/chain.js";
import { bodiesIn, HandClock, openTestLedger } from "../../support/desk-parts.js";
import { testKey } from "../../support/signing-client.js";

/** Databases as each earlier schema's own code made and filled them, as text: `{program}-{schema}.sql`. */
const FOLDER = fileURLToPath(new URL("../../fixtures/schemas/", import.meta.url));
const schemasOf = (program: string): number[] =>
  readdirSync(FOLDER).flatMap((name) =>
    name.startsWith(`${program}-`) ? [Number.parseInt(name.split("-")[1] ?? "", 10)] : [],
  );

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hailong-schema-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Rows = Record<string, Record<string, unknown>[]>;
function build(program: string, schema: number, file: string): Rows {
  const db = new Database(file);
  db.exec(readFileSync(join(FOLDER, `${program}-${schema}.sql`), "utf8"));
  expect(db.pragma("user_version", { simple: true })).toBe(schema);
  const rows = rowsOf(db);
  db.close();
  return rows;
}
const rowsOf = (db: Sqlite): Rows => {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck();
  return Object.fromEntries(tables.all().map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all() as never]));
};
/** What was shown by an older rule; it is made anew, as cells. */
const GONE = ["releases", "pair_release"];

/** Every earlier row is there with all that it had; columns and tables may have been added. */
function expectKept(before: Rows, db: Sqlite): void {
  const after = rowsOf(db);
  expect(Object.values(before).flat().length).toBeGreaterThan(8);
  for (const [table, rows] of Object.entries(before).filter(([name]) => !GONE.includes(name)))
    expect(after[table]).toEqual(rows.map((row) => expect.objectContaining(row)));
}

describe.each(schemasOf("ledger"))("a ledger of schema %i", (schema) => {
  it("opens with all its rows, and its chain goes on", () => {
    const file = join(folder, "ledger.db");
    const before = build("ledger", schema, file);
    const db = openSqlite(file, LEDGER_MIGRATIONS);
    expectKept(before, db);
    db.close();
    const { privateKey, publicKey } = testKey(7);
    writeFileSync(join(folder, "device.key"), privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
    const ledger = openTestLedger(folder, new HandClock());
    expect(ledger.outbox()).toMatchObject({ seq: 3, receipted: 2, pruned: 0 });
    ledger.commit({
      events: [
        {
          kind: "rating",
          time: "2026-03-02T08:00:00Z",
          data: { rating: "satisfied", source: "page", rated: "2026-03-02T08:00:00Z" },
        },
      ],
    });
    expectChain(bodiesIn(ledger), publicKey);
    expect(bodiesIn(ledger)).toHaveLength(4);
    expect(ledger.leftOpen()).toBeDefined();
    expect(ledger.policyOf("ward")).toEqual({ number: 3, patch: { k: 12 } });
    expect(ledger.recall({ key: "http:00000001", digest: "ab" })).toBeDefined();
    ledger[Symbol.dispose]();
  });
});

describe.each(schemasOf("hub"))("a hub's store of schema %i", (schema) => {
  it("opens with all its rows, and counts them", async () => {
    const file = join(folder, "hub.db");
    const before = build("hub", schema, file);
    const db = openSqlite(file, HUB_MIGRATIONS);
    expectKept(before, db);
    db.close();
    const store = openSqliteStore(file);
    expect(await store.tally()).toMatchObject({ scores: 1, abstentions: 1, cancelled: 1, ratings: 2 });
    expect(await store.heads()).toMatchObject([{ seq: 6 }]);
    expect((await store.policies()).at(-1)).toEqual({ number: 1, patch: { k: 12 } });
    expect(await store.openParts()).toEqual([{ month: "2026-03", week: "2026-03-02" }]);
    expect(await store.withheld({ from: "2026-03", to: "2026-03" })).toEqual({ transactions: 2, ratings: 2 });
    await store[Symbol.asyncDispose]();
  });
});

describe("the schemas kept here", () => {
  it("are all but the present ones", () => {
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);
    expect(schemasOf("ledger").sort()).toEqual(upTo(LEDGER_MIGRATIONS.length - 1));
    expect(schemasOf("hub").sort()).toEqual(expect.arrayContaining(upTo(HUB_MIGRATIONS.length - 1)));
  });

  it.each([
    ["ledger", LEDGER_MIGRATIONS],
    ["hub", HUB_MIGRATIONS],
  ] as const)("a %s of a newer version is refused with words and left as it was", (program, migrations) => {
    const file = join(folder, `${program}.db`);
    openSqlite(file, [...migrations, "CREATE TABLE of_tomorrow (x)"]).close();
    const before = readFileSync(file);
    const refused = expect.toSatisfy((error: unknown) => isErrorCode(error, "ledger.broken"));
    expect(() => openSqlite(file, migrations)).toThrowError(refused);
    expect(() => openSqlite(file, migrations)).toThrowError(/this version knows up to .* Install the newer version/);
    expect(readFileSync(file)).toEqual(before);
  });
});
