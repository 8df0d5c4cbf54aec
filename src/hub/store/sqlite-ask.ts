import type { Sqlite } from "#platform/sqlite.js";

/** Asks in the words that PostgreSQL knows too: `$1` is a name to SQLite. */
export function ask<Row>(db: Sqlite, sql: string, values: readonly unknown[] = []): Row[] {
  const named = Object.fromEntries(values.map((value, i) => [i + 1, value]));
  return db.prepare<object[], Row>(sql).all(...(values.length > 0 ? [named] : []));
}
