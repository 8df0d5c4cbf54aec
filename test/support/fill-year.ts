import pg from "pg";
import { HUB_MIGRATIONS } from "#hub/store/migrations.js";
import { openSqlite } from "#platform/sqlite.js";
import { type YearRow, yearRows } from "./year-rows.js";

const AT_ONCE = 20_000;

/** The file of a hub's store, with a year in it. */
export function fillSqliteYear(file: string, n: number): void {
  const db = openSqlite(file, HUB_MIGRATIONS);
  db.pragma("synchronous = OFF");
  db.pragma("foreign_keys = OFF");
  const outcome = db.prepare(
    `INSERT INTO outcomes (event, kind, token, field, score, reason, procedure, month, week, band)
     VALUES (@event, @kind, @token, @field, @score, @reason, @procedure, @month, @week, @band)`,
  );
  const tap = db.prepare(
    `INSERT INTO ratings (event, token, field, rating, counter, rated, soon, procedure, month, week, band)
     VALUES (@event + 1, @token, @field, @rating, @counter, @rated, 0, @procedure, @month, @week, @band)`,
  );
  db.transaction(() => {
    for (const row of yearRows(n)) {
      outcome.run(row);
      if (row.rating !== null) tap.run(row);
    }
    db.prepare("INSERT INTO events VALUES (?, 'hl-1', 'a', 1, 'health', '', NULL, '2025-12-31T00:00:00Z')").run(2 * n);
  })();
  db.close();
}

const OUTCOME = ["event", "kind", "token", "field", "score", "reason", "procedure", "month", "week", "band"] as const;
const TAP = ["event", "token", "field", "rating", "counter", "rated", "procedure", "month", "week", "band"] as const;

/** A database whose schema stands. */
export async function fillPostgresYear(url: string, n: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  let rows: YearRow[] = [];
  const flush = async (): Promise<void> => {
    await insert(client, "outcomes", OUTCOME, rows);
    const taps = rows.filter(({ rating }) => rating !== null).map((row) => ({ ...row, event: row.event + 1 }));
    await insert(client, "ratings", TAP, taps);
    rows = [];
  };
  for (const row of yearRows(n)) {
    rows.push(row);
    if (rows.length === AT_ONCE) await flush();
  }
  await flush();
  await client.query(`SELECT setval('event_place', ${2 * n})`);
  await client.query("VACUUM ANALYZE");
  await client.end();
}

async function insert(client: pg.Client, table: string, columns: readonly (keyof YearRow)[], rows: readonly YearRow[]) {
  const types = { event: "bigint", score: "float8" } as Partial<Record<keyof YearRow, string>>;
  const given = columns.map((column, i) => `$${i + 1}::${types[column] ?? "text"}[]`);
  await client.query(
    `INSERT INTO ${table} (${columns.join(", ")}) SELECT * FROM unnest(${given.join(", ")})`,
    columns.map((column) => rows.map((row) => row[column])),
  );
}
