import type { Migration } from "#platform/sqlite.js";

/** Times here are rounded to the policy's grain, or to the hour: no row singles out a minute. */
export const LEDGER_MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE transactions (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    procedure TEXT,
    field TEXT,
    opened TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'recorded', 'abstained', 'cancelled'))
  ) STRICT, WITHOUT ROWID;
  -- The counter serves one citizen at a time.
  CREATE UNIQUE INDEX one_open_transaction ON transactions (state) WHERE state = 'open';
  -- One life of the ledger each; the highest number is the present one.
  CREATE TABLE epochs (
    number INTEGER PRIMARY KEY,
    epoch TEXT NOT NULL UNIQUE,
    last_seq INTEGER NOT NULL,
    last_hash TEXT NOT NULL,
    receipted INTEGER NOT NULL CHECK (receipted BETWEEN 0 AND last_seq)
  ) STRICT;
  -- The outbox is what lies above its epoch's receipted mark.
  CREATE TABLE events (
    epoch TEXT NOT NULL REFERENCES epochs (epoch),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (epoch, seq)
  ) STRICT, WITHOUT ROWID;
  -- Answers already given, by idempotency key or command request id.
  CREATE TABLE requests (
    key TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    answer TEXT NOT NULL,
    hour INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE policies (
    scope TEXT PRIMARY KEY CHECK (scope IN ('ward', 'counter')),
    number INTEGER NOT NULL,
    patch TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Receipted events leave after some time; a chain goes on from the hash of the last that left.
  ALTER TABLE epochs ADD COLUMN pruned INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE epochs ADD COLUMN pruned_hash TEXT NOT NULL
    DEFAULT '0000000000000000000000000000000000000000000000000000000000000000';
  -- One row for each day on which the desk ran: what was receipted when that day began, in the epoch of that number.
  CREATE TABLE receipt_days (
    number INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    receipted INTEGER NOT NULL
  ) STRICT;
  `,
  `
  -- Rows as long as an event's body belong in a table with row ids: in an index each takes a page and more of its own.
  CREATE TABLE events_by_row (
    epoch TEXT NOT NULL REFERENCES epochs (epoch),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (epoch, seq)
  ) STRICT;
  INSERT INTO events_by_row SELECT v.epoch, v.seq, v.kind, v.hash, v.body
    FROM events v JOIN epochs p ON p.epoch = v.epoch ORDER BY p.number, v.seq;
  DROP TABLE events;
  ALTER TABLE events_by_row RENAME TO events;
  `,
];
