import type { Sqlite } from "#platform/sqlite.js";

export type PublishedPolicy = { readonly number: number; readonly patch: Readonly<Record<string, unknown>> };

/** All that were published, the oldest first. */
export const readPolicies = (db: Sqlite): PublishedPolicy[] =>
  db
    .prepare<[], { number: number; patch: string }>("SELECT number, patch FROM policies ORDER BY number")
    .all()
    .map(({ number, patch }) => ({ number, patch: JSON.parse(patch) }));
