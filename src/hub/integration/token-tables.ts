import type { Migration } from "#platform/sqlite.js";

export const TOKEN_TABLES: Migration = `
  -- Programs that may read. Only the hash of what they hold: who reads this file cannot ask with it.
  CREATE TABLE tokens (
    name TEXT PRIMARY KEY,
    scope TEXT NOT NULL CHECK (scope IN ('figures', 'transactions')),
    hash TEXT NOT NULL UNIQUE,
    made_on TEXT NOT NULL,
    revoked_on TEXT
  ) STRICT, WITHOUT ROWID;
`;
