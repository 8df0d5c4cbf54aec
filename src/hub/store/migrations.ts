import type { Migration } from "#platform/sqlite.js";

export const HUB_MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    body TEXT, -- NULL once its content was erased: the hash stays, so that the chain stays verifiable
    received_at TEXT NOT NULL, -- rounded to the policy's grain
    UNIQUE (device, epoch, seq)
  ) STRICT;
  CREATE TABLE heads (
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    last_event INTEGER NOT NULL,
    PRIMARY KEY (device, epoch)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE outcomes (
    event INTEGER PRIMARY KEY REFERENCES events (id),
    kind TEXT NOT NULL CHECK (kind IN ('score', 'abstention', 'cancelled')),
    token TEXT NOT NULL,
    field TEXT,
    score REAL,
    reason TEXT
  ) STRICT;
  CREATE INDEX outcomes_by_token ON outcomes (token, kind);
  CREATE INDEX outcomes_by_kind ON outcomes (kind, field, reason, score);
  CREATE TABLE ratings (
    event INTEGER PRIMARY KEY REFERENCES events (id),
    token TEXT,
    field TEXT,
    rating TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ratings_by_token ON ratings (token);
  -- What the last shown mean of a field was made of.
  CREATE TABLE releases (field TEXT PRIMARY KEY, n INTEGER NOT NULL, total REAL NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE policies (number INTEGER PRIMARY KEY, patch TEXT NOT NULL) STRICT;
  `,
  `
  -- Up to where pairs of a score and a tap are in the figures that were shown.
  CREATE TABLE pair_release (id INTEGER PRIMARY KEY CHECK (id = 1), place INTEGER NOT NULL) STRICT;
  -- How a tap came about. NULL: the desk did not know, or the tap is from before there were these columns.
  ALTER TABLE ratings ADD COLUMN counter TEXT;
  ALTER TABLE ratings ADD COLUMN rated TEXT;
  ALTER TABLE ratings ADD COLUMN soon INTEGER;
  ALTER TABLE ratings ADD COLUMN zone_empty INTEGER;
  `,
  `
  -- How far a chain is known to go, where something before that is missing.
  CREATE TABLE gaps (
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    upto INTEGER NOT NULL,
    UNIQUE (device, epoch)
  ) STRICT;
  -- There are few handovers of keys among many events, and they are asked for at every start.
  CREATE INDEX events_rekeyed ON events (id) WHERE kind = 'rekeyed';
  `,
];
