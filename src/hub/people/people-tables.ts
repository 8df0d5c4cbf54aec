import type { Migration } from "#platform/sqlite.js";

export const PEOPLE_TABLES: Migration = `
  CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    password TEXT NOT NULL, -- what scrypt made of it, with salt and cost, as JSON
    disabled INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  -- Only the hash of what the browser holds: who reads this file cannot sign in with it.
  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (id),
    begun INTEGER NOT NULL, -- ms since the epoch
    seen INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Each row holds the hash of the one before, so that an edit or a row taken out shows.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL, -- canonical JSON
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  -- Where the chain begins once older rows were let go.
  CREATE TABLE audit_start (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
`;
