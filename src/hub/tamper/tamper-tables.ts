import type { Migration } from "#platform/sqlite.js";

/** Counts by local day and places in chains: no content of any message. */
export const TAMPER_TABLES: Migration = `
  -- The first day of which refusals and gaps are written down.
  CREATE TABLE tamper_since (day TEXT NOT NULL) STRICT;
  INSERT INTO tamper_since VALUES (date('now', '+7 hours'));
  -- Messages refused. Counter and device are '' where nothing vouches for them, and beyond so many rows of one day.
  CREATE TABLE refusals (
    day TEXT NOT NULL,
    reason TEXT NOT NULL,
    counter TEXT NOT NULL,
    device TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (day, reason, counter, device)
  ) STRICT, WITHOUT ROWID;
  -- Gaps in chains that stood for longer than a look; healed: when all that was missing had come. Times are of the policy's grain.
  CREATE TABLE gap_notes (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    seen TEXT NOT NULL,
    healed TEXT
  ) STRICT;
  CREATE UNIQUE INDEX gap_notes_open ON gap_notes (device, epoch) WHERE healed IS NULL;
`;
