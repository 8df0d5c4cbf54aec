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

/** SQLite takes no other CHECK for a table that is there. */
export const IMPORTS_SCOPE: Migration = `
  CREATE TABLE wider_tokens (
    name TEXT PRIMARY KEY,
    scope TEXT NOT NULL CHECK (scope IN ('figures', 'transactions', 'imports')),
    hash TEXT NOT NULL UNIQUE,
    made_on TEXT NOT NULL,
    revoked_on TEXT
  ) STRICT, WITHOUT ROWID;
  INSERT INTO wider_tokens (name, scope, hash, made_on, revoked_on)
    SELECT name, scope, hash, made_on, revoked_on FROM tokens;
  DROP TABLE tokens;
  ALTER TABLE wider_tokens RENAME TO tokens;
`;
