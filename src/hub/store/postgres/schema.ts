import type { Database, Query } from "#hub/store/postgres/database.js";
import { LOCKS } from "#hub/store/postgres/locks.js";
import { AppError } from "#platform/errors.js";

/** Numbered from 1; never edited once released. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE SEQUENCE event_place;
  -- What outlasts erasure, and what makes {device, epoch, seq} unique over all months: a partitioned table cannot.
  CREATE TABLE chain (
    device text, epoch text, seq int,
    id bigint NOT NULL,
    kind text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (device, epoch, seq)
  );
  CREATE TABLE heads (
    device text, epoch text,
    seq int NOT NULL,
    hash bytea NOT NULL,
    last_event bigint NOT NULL,
    PRIMARY KEY (device, epoch)
  );
  -- Contents, by the month of their arrival: a month is erased by dropping its partition.
  CREATE TABLE events (id bigint, received_at timestamptz, body text NOT NULL, PRIMARY KEY (id, received_at))
    PARTITION BY RANGE (received_at);
  CREATE TABLE outcomes (
    event bigint PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('score', 'abstention', 'cancelled')),
    token text NOT NULL UNIQUE,
    field text,
    score float8,
    reason text
  );
  CREATE INDEX outcomes_by_kind ON outcomes (kind, field);
  CREATE TABLE ratings (
    event bigint PRIMARY KEY,
    token text, field text,
    rating text NOT NULL,
    counter text, rated text,
    soon int, zone_empty int
  );
  CREATE UNIQUE INDEX ratings_by_token ON ratings (token);
  -- Handovers of desks' keys outlast erasure: they vouch for what follows.
  CREATE TABLE rekeyings (
    id bigint PRIMARY KEY,
    device text NOT NULL, epoch text NOT NULL, seq int NOT NULL,
    public_key text NOT NULL
  );
  CREATE TABLE releases (field text PRIMARY KEY, n int NOT NULL, total float8 NOT NULL);
  CREATE TABLE pair_release (id int PRIMARY KEY CHECK (id = 1), place bigint NOT NULL);
  CREATE TABLE policies (number int PRIMARY KEY, patch text NOT NULL);
  CREATE TABLE gaps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device text NOT NULL, epoch text NOT NULL,
    upto int NOT NULL,
    UNIQUE (device, epoch)
  );
  -- Came before its predecessor, which another worker has. No loss if it is lost: it has no receipt.
  CREATE UNLOGGED TABLE parked (
    device text, epoch text, seq int,
    hash text NOT NULL,
    body text NOT NULL,
    received_at text NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device, epoch, seq)
  );
  CREATE TABLE owner (id int PRIMARY KEY CHECK (id = 1), ward text NOT NULL);
  `,
  `
  -- Where a transaction and a tap lie among the cells, and which cell holds them; NULL: none yet.
  ALTER TABLE outcomes ADD procedure text, ADD month text, ADD week text, ADD band text, ADD cell int;
  ALTER TABLE ratings ADD procedure text, ADD month text, ADD week text, ADD band text, ADD cell int;
  ${placed("outcomes", "closed")}
  ${placed("ratings", "rated")}
  CREATE INDEX outcomes_open ON outcomes (month, week) WHERE cell IS NULL AND kind <> 'cancelled';
  CREATE INDEX ratings_open ON ratings (month, week) WHERE cell IS NULL;
  DROP INDEX outcomes_by_kind;
  DROP TABLE releases;
  DROP TABLE pair_release;
  CREATE TABLE cells (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    released_at text NOT NULL,
    k int NOT NULL, -- Under which it was released.
    month text NOT NULL,
    week text, field text, procedure text, band text,
    transactions int NOT NULL,
    scores int NOT NULL,
    score_total float8 NOT NULL, score_squares float8 NOT NULL,
    abstentions text NOT NULL,
    ratings text NOT NULL,
    rated_transactions int NOT NULL,
    pairs text NOT NULL,
    inside text -- Until its pairs are published. Never published itself.
  );
  CREATE INDEX cells_by_month ON cells (month);
  CREATE INDEX cells_without_pairs ON cells (month) WHERE inside IS NOT NULL;
  -- Counts of everything up to a place, so that no page reads it all: by month and by what it was.
  CREATE TABLE counted (id int PRIMARY KEY CHECK (id = 1), place bigint NOT NULL);
  INSERT INTO counted VALUES (1, 0);
  CREATE TABLE counts (month text, what text, n bigint NOT NULL, PRIMARY KEY (month, what));
  -- Taps of a counter with one published time; and of a day, how many came in bursts. Neither outlives the contents.
  CREATE TABLE tap_slots (counter text, rated text, n int NOT NULL, PRIMARY KEY (counter, rated));
  CREATE TABLE tap_days (
    counter text, day text,
    taps int NOT NULL, bursts int NOT NULL, day_end int NOT NULL,
    PRIMARY KEY (counter, day)
  );
  `,
];

/** As `placeInTime` has it, for rows that are there already. Where the content was erased, of this moment: nothing else is left. */
function placed(table: "outcomes" | "ratings", time: "closed" | "rated"): string {
  return `
  WITH own AS (
    SELECT t.event, e.body::json #>> '{data,procedure}' AS procedure, coalesce(e.received_at, now()) AS received,
           (e.body::json #>> '{data,${time}}')::timestamptz AS at
    FROM ${table} t LEFT JOIN events e ON e.id = t.event
  ), believed AS (
    SELECT event, procedure, received, at,
           coalesce(at BETWEEN received - interval '60 days' AND received + interval '1 day', false) AS is_believed
    FROM own
  ), moment AS (
    SELECT event, procedure, is_believed,
           (CASE WHEN is_believed THEN at ELSE received END) AT TIME ZONE 'UTC' + interval '7 hours' AS local FROM believed
  )
  UPDATE ${table} t SET
    procedure = m.procedure, month = to_char(m.local, 'YYYY-MM'), week = to_char(date_trunc('week', m.local), 'YYYY-MM-DD'),
    band = CASE WHEN NOT m.is_believed THEN NULL WHEN m.local::time < '09:00' THEN 'early'
      WHEN m.local::time < '11:30' THEN 'morning' WHEN m.local::time < '15:00' THEN 'afternoon' ELSE 'late' END
  FROM moment m WHERE m.event = t.event;`;
}

/** `version` 0: nothing of a hub's is there yet. */
export async function readSchemaVersion(db: Database): Promise<{ version: number; known: number }> {
  const known = MIGRATIONS.length;
  const [there] = await db.query<{ is: boolean }>("SELECT to_regclass('schema_version') IS NOT NULL AS is");
  if (!there?.is) return { version: 0, known };
  const [row] = await db.query<{ version: number | null }>("SELECT max(version) AS version FROM schema_version");
  return { version: row?.version ?? 0, known };
}

/** Brings the schema up to date, one worker after the other; refuses a newer one, and another ward's. */
export async function migrate(db: Database, ward: string): Promise<void> {
  await db.transaction(
    async (query) => {
      await query(`SELECT pg_advisory_xact_lock(${LOCKS.schema})`);
      await query("CREATE TABLE IF NOT EXISTS schema_version (version int PRIMARY KEY)");
      const [row] = await query<{ version: number | null }>("SELECT max(version) AS version FROM schema_version");
      const from = row?.version ?? 0;
      if (from > MIGRATIONS.length) {
        throw new AppError(
          "ledger.broken",
          `${db.where} has schema ${from}, this version knows up to ${MIGRATIONS.length}`,
          {
            remedy: "Install the newer version again, or restore a backup from before the upgrade",
          },
        );
      }
      for (const [index, step] of MIGRATIONS.slice(from).entries()) {
        await query(step);
        await query("INSERT INTO schema_version VALUES ($1)", [from + index + 1]);
      }
      await checkOwner(query, db.where, ward);
    },
    { slow: true },
  );
}

async function checkOwner(query: Query, where: string, ward: string): Promise<void> {
  await query("INSERT INTO owner VALUES (1, $1) ON CONFLICT DO NOTHING", [ward]);
  const [owner] = await query<{ ward: string }>("SELECT ward FROM owner");
  if (owner?.ward === ward) return;
  throw new AppError("config.invalid", `store.url: ${where} holds the events of ${owner?.ward}, expected ${ward}'s`, {
    remedy: "Give each ward a database of its own",
  });
}
