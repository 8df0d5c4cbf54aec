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
];

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
