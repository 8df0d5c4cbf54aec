import type { Migration } from "#platform/sqlite.js";

/** As `placeInTime` has it, for rows that are there already; where the content was erased, by their arrival. */
function placed(table: "outcomes" | "ratings", time: "closed" | "rated"): string {
  return `
  WITH own AS (
    SELECT t.event, e.body ->> '$.data.procedure' AS procedure, e.received_at AS received,
           e.body ->> '$.data.${time}' AS at
    FROM ${table} t JOIN events e ON e.id = t.event
  ), believed AS (
    SELECT event, procedure, received, at,
           julianday(at) BETWEEN julianday(received) - 60 AND julianday(received) + 1 AS is_believed FROM own
  ), moment AS (
    SELECT event, procedure, is_believed,
           datetime(CASE WHEN is_believed THEN at ELSE received END, '+7 hours') AS local FROM believed
  )
  UPDATE ${table} SET
    procedure = m.procedure, month = substr(m.local, 1, 7), week = date(m.local, '-6 days', 'weekday 1'),
    band = CASE WHEN NOT coalesce(m.is_believed, 0) THEN NULL WHEN time(m.local) < '09:00' THEN 'early'
      WHEN time(m.local) < '11:30' THEN 'morning' WHEN time(m.local) < '15:00' THEN 'afternoon' ELSE 'late' END
  FROM moment m WHERE m.event = ${table}.event;`;
}

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
  `
  -- Where a transaction and a tap lie among the cells, and which cell holds them; NULL: none yet.
  ALTER TABLE outcomes ADD COLUMN procedure TEXT;
  ALTER TABLE outcomes ADD COLUMN month TEXT;
  ALTER TABLE outcomes ADD COLUMN week TEXT;
  ALTER TABLE outcomes ADD COLUMN band TEXT;
  ALTER TABLE outcomes ADD COLUMN cell INTEGER;
  ALTER TABLE ratings ADD COLUMN procedure TEXT;
  ALTER TABLE ratings ADD COLUMN month TEXT;
  ALTER TABLE ratings ADD COLUMN week TEXT;
  ALTER TABLE ratings ADD COLUMN band TEXT;
  ALTER TABLE ratings ADD COLUMN cell INTEGER;
  ${placed("outcomes", "closed")}
  ${placed("ratings", "rated")}
  CREATE INDEX outcomes_open ON outcomes (month, week) WHERE cell IS NULL AND kind <> 'cancelled';
  CREATE INDEX ratings_open ON ratings (month, week) WHERE cell IS NULL;
  -- Counts were read from here; they are kept beside the rows now.
  DROP INDEX outcomes_by_kind;
  DROP TABLE releases;
  DROP TABLE pair_release;
  CREATE TABLE cells (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    released_at TEXT NOT NULL,
    k INTEGER NOT NULL, -- Under which it was released.
    month TEXT NOT NULL,
    week TEXT,
    field TEXT,
    procedure TEXT,
    band TEXT,
    transactions INTEGER NOT NULL,
    scores INTEGER NOT NULL,
    score_total REAL NOT NULL,
    score_squares REAL NOT NULL,
    abstentions TEXT NOT NULL,
    ratings TEXT NOT NULL,
    rated_transactions INTEGER NOT NULL,
    pairs TEXT NOT NULL,
    inside TEXT -- Until its pairs are published. Never published itself.
  ) STRICT;
  CREATE INDEX cells_by_month ON cells (month);
  CREATE INDEX cells_without_pairs ON cells (month) WHERE inside IS NOT NULL;
  -- Counts of everything up to a place, so that no page reads it all: by month and by what it was.
  CREATE TABLE counted (id INTEGER PRIMARY KEY CHECK (id = 1), place INTEGER NOT NULL) STRICT;
  INSERT INTO counted VALUES (1, 0);
  CREATE TABLE counts (month TEXT, what TEXT, n INTEGER NOT NULL, PRIMARY KEY (month, what)) STRICT, WITHOUT ROWID;
  -- Taps of a counter with one published time; and of a day, how many came in bursts. Neither outlives the contents.
  CREATE TABLE tap_slots (counter TEXT, rated TEXT, n INTEGER NOT NULL, PRIMARY KEY (counter, rated)) STRICT, WITHOUT ROWID;
  CREATE TABLE tap_days (
    counter TEXT, day TEXT,
    taps INTEGER NOT NULL,
    bursts INTEGER NOT NULL,
    day_end INTEGER NOT NULL,
    PRIMARY KEY (counter, day)
  ) STRICT, WITHOUT ROWID;
  `,
];
