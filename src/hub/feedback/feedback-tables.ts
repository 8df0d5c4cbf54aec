import type { Migration } from "#platform/sqlite.js";

export const FEEDBACK_TABLES: Migration = `
  -- What citizens wrote. Nothing in here leads to a transaction: neither code nor token, and no time finer than a day.
  CREATE TABLE feedback (
    id INTEGER PRIMARY KEY, -- random, so that it tells no order
    day TEXT NOT NULL,
    topic TEXT NOT NULL,
    words TEXT NOT NULL, -- masked at the door
    state TEXT NOT NULL CHECK (state IN ('received', 'answered', 'closed')),
    receipt TEXT NOT NULL UNIQUE, -- hash of the code by which its author finds the answer
    answer TEXT,
    answered_by TEXT,
    answered_on TEXT,
    closed_on TEXT
  ) STRICT;
  CREATE INDEX feedback_by_state ON feedback (state, day);
  -- Codes that were used, and what was rated with them. A code is one-way from its transaction's token.
  CREATE TABLE feedback_codes (
    hash TEXT PRIMARY KEY, -- SHA-256 of the code; the order of such hashes tells nothing
    month TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'counted')),
    rating TEXT, -- only while pending: counted ratings stand in feedback_counts alone
    day TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE feedback_counts (
    month TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('coded', 'static')),
    rating TEXT NOT NULL CHECK (rating IN ('dissatisfied', 'satisfied', 'very_satisfied')),
    n INTEGER NOT NULL,
    PRIMARY KEY (month, source, rating)
  ) STRICT, WITHOUT ROWID;
`;
