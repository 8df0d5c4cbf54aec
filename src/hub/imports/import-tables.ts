import type { Migration } from "#platform/sqlite.js";

/** What the office brings from its one-stop system and types into its forms. Nothing names a dossier or a citizen. */
export const IMPORT_TABLES: Migration = `
  CREATE TABLE imported_counts (
    month TEXT NOT NULL,
    field TEXT NOT NULL,
    procedure TEXT NOT NULL, -- '': all of the field together
    received INTEGER NOT NULL,
    resolved INTEGER NOT NULL,
    overdue INTEGER NOT NULL,
    complaints INTEGER NOT NULL,
    disliked INTEGER, -- NULL: the one-stop system does not count them
    PRIMARY KEY (month, field, procedure)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE imported_due (
    reference TEXT PRIMARY KEY,
    procedure TEXT NOT NULL,
    due TEXT NOT NULL,
    done TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE imported_points (
    period TEXT NOT NULL,
    place INTEGER NOT NULL,
    self REAL,
    appraised REAL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (period, place)
  ) STRICT, WITHOUT ROWID;
  -- When each part was brought last. Of due dates there is one part, ''.
  CREATE TABLE imports (
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (kind, period)
  ) STRICT, WITHOUT ROWID;
`;
