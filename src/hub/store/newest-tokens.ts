import type { Sqlite } from "#platform/sqlite.js";

/** Where a transaction lies among those that arrived, and its token. */
export type PlacedToken = { readonly place: number; readonly token: string };

/** Of both kinds of store; `?` and `$1` are put in by whoever asks. */
export const newestTokensSql = (after: string, most: string): string =>
  `SELECT event AS place, token FROM outcomes WHERE event > ${after} AND kind <> 'cancelled' ORDER BY event DESC LIMIT ${most}`;

export const newestTokens = (db: Sqlite, after: number, most: number): PlacedToken[] =>
  db.prepare<[number, number], PlacedToken>(newestTokensSql("?", "?")).all(after, most);
