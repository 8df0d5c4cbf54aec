import type { Migration, Sqlite } from "#platform/sqlite.js";

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
  CREATE INDEX feedback_by_day ON feedback (day);
  -- Codes that were used: hashes of them, in the order of the hashes. Nothing of what was said with them.
  CREATE TABLE feedback_codes (hash TEXT PRIMARY KEY, month TEXT NOT NULL) STRICT, WITHOUT ROWID;
  -- What came before its transaction did. Held together with its code until the hub knows that transaction, or for two days.
  CREATE TABLE feedback_pending (
    hash TEXT PRIMARY KEY,
    until INTEGER NOT NULL, -- ms since the epoch
    day TEXT NOT NULL,
    rating TEXT,
    topic TEXT NOT NULL,
    words TEXT NOT NULL,
    receipt TEXT
  ) STRICT, WITHOUT ROWID;
  -- Ratings are counts alone. \`shown\`: what the last shown figure was made of.
  CREATE TABLE feedback_counts (
    month TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('coded', 'static')),
    rating TEXT NOT NULL,
    n INTEGER NOT NULL,
    shown INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (month, source, rating)
  ) STRICT, WITHOUT ROWID;
`;

/** Answers from before have none. */
export const ANSWER_KIND_COLUMN: Migration =
  "ALTER TABLE feedback ADD COLUMN answer_kind TEXT CHECK (answer_kind IN ('accepted', 'explained'))";

/** What the ratings were about: counts alone, as theirs. Of the ratings from before nobody kept it. */
export const TOPIC_COUNTS_TABLE: Migration = `
  CREATE TABLE feedback_topics (
    month TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('coded', 'static')),
    topic TEXT NOT NULL,
    n INTEGER NOT NULL,
    shown INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (month, source, topic)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO feedback_topics SELECT month, source, 'untold', sum(n), sum(shown) FROM feedback_counts GROUP BY month, source;
`;

/** For a copy of the file: what waits for its transaction ties words to a code, and no copy is to keep that. */
export const leaveOutPending = (copy: Sqlite): void => void copy.prepare("DELETE FROM feedback_pending").run();
