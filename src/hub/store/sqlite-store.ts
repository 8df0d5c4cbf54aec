import { canonicalJson } from "#contract/canonical-json.js";
import type { EventData, HailongEvent } from "#contract/event.js";
import type { FieldScores, Release, Tally } from "#hub/report/summary.js";
import type { EpochHead, EventStore, StoredEvent } from "#hub/store/event-store.js";
import { readMappingPairs } from "#hub/store/mapping-rows.js";
import { HUB_MIGRATIONS } from "#hub/store/migrations.js";
import { readPairs, releasePairs } from "#hub/store/pair-rows.js";
import { readPolicies } from "#hub/store/policy-rows.js";
import { tapFacts } from "#hub/store/tap-facts.js";
import { guardSqlite, openSqlite, type Sqlite } from "#platform/sqlite.js";

/** One file, WAL, `synchronous=FULL`: a batch that was appended survives a power cut. */
export function openSqliteStore(file: string): EventStore {
  const db = openSqlite(file, HUB_MIGRATIONS);
  const write = <T>(work: () => T): T => guardSqlite(file, () => db.transaction(work).immediate());
  const append = appender(db);
  const hashAt = db
    .prepare<[string, string, number], string>("SELECT hash FROM events WHERE device = ? AND epoch = ? AND seq = ?")
    .pluck();
  return {
    append: async (events) => write(() => events.forEach(append)),
    heads: async () =>
      db.prepare<[], EpochHead>("SELECT device, epoch, seq, hash FROM heads ORDER BY device, last_event").all(),
    hashAt: async (device, epoch, seq) => hashAt.get(device, epoch, seq),
    tally: async () => tally(db),
    tapFacts: async () => tapFacts(db),
    release: async (due) => {
      const fields = fieldScores(db);
      // A look costs no write lock: what is due stays due until it is released.
      return due(fields).length === 0 ? fields : write(() => release(db, due));
    },
    releasePairs: async (due) => {
      const pairs = readPairs(db);
      return due(pairs) ? write(() => releasePairs(db, due)) : pairs;
    },
    mappingPairs: async () => readMappingPairs(db),
    lastPolicy: async () => readPolicies(db).at(-1),
    savePolicy: async ({ number, patch }) =>
      write(
        () => void db.prepare("INSERT INTO policies (number, patch) VALUES (?, ?)").run(number, canonicalJson(patch)),
      ),
    [Symbol.asyncDispose]: async () => void db.close(),
  };
}

function appender(db: Sqlite): (stored: StoredEvent) => void {
  const insert = db.prepare(
    "INSERT INTO events (device, epoch, seq, kind, hash, body, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const head = db.prepare("INSERT OR REPLACE INTO heads (device, epoch, seq, hash, last_event) VALUES (?, ?, ?, ?, ?)");
  // A transaction has one outcome, the first: a desk whose ledger was restored may close a transaction again.
  const outcome = db.prepare(
    `INSERT INTO outcomes (event, kind, token, field, score, reason) SELECT @id, @kind, @token, @field, @score, @reason
     WHERE NOT EXISTS (SELECT 1 FROM outcomes WHERE token = @token)`,
  );
  // And one rating, the first: such a desk may also sign again a tap that is stored already.
  const rating = db.prepare(
    `INSERT INTO ratings (event, token, field, rating, counter, rated, soon, zone_empty)
     SELECT @id, @token, @field, @rating, @counter, @rated, @soon, @zoneEmpty
     WHERE @token IS NULL OR NOT EXISTS (SELECT 1 FROM ratings WHERE token = @token)`,
  );
  const addRows = (id: number | bigint, { type, source, data }: HailongEvent): void => {
    const field = "field" in data ? (data.field ?? null) : null;
    const none = { id, field, score: null, reason: null };
    if (type === "vn.hailong.score.v1") outcome.run({ ...none, kind: "score", token: data.token, score: data.score });
    if (type === "vn.hailong.abstention.v1")
      outcome.run({ ...none, kind: "abstention", token: data.token, reason: data.reason });
    if (type === "vn.hailong.cancelled.v1") outcome.run({ ...none, kind: "cancelled", token: data.token });
    if (type === "vn.hailong.rating.v1") rating.run({ id, field, ...tapRow(source, data) });
  };
  return ({ event, hash, body, receivedAt }) => {
    const kind = event.type.split(".")[2];
    const { lastInsertRowid } = insert.run(event.device, event.epoch, event.seq, kind, hash, body, receivedAt);
    head.run(event.device, event.epoch, event.seq, hash, lastInsertRowid);
    addRows(lastInsertRowid, event);
  };
}

function tapRow(source: string, { token, rating, rated, tapped }: EventData["rating"]) {
  const bit = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));
  // /hailong/v1/{ward}/{counter}
  const counter = source.split("/")[4];
  return { token: token ?? null, rating, counter, rated, soon: bit(tapped?.soon), zoneEmpty: bit(tapped?.zoneEmpty) };
}

function tally(db: Sqlite): Tally {
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const outcomes = (kind: string): number => count(`SELECT count(*) FROM outcomes WHERE kind = '${kind}'`);
  const reasons = db
    .prepare<[], { reason: string; n: number }>(
      "SELECT reason, count(*) AS n FROM outcomes WHERE kind = 'abstention' GROUP BY reason ORDER BY reason",
    )
    .all();
  return {
    scores: outcomes("score"),
    abstentions: outcomes("abstention"),
    cancelled: outcomes("cancelled"),
    ratings: count("SELECT count(*) FROM ratings"),
    ratedTransactions: count(
      `SELECT count(DISTINCT token) FROM ratings r WHERE EXISTS
       (SELECT 1 FROM outcomes o WHERE o.token = r.token AND o.kind IN ('score', 'abstention'))`,
    ),
    abstentionReasons: Object.fromEntries(reasons.map(({ reason, n }) => [reason, n])),
  };
}

/** A transaction whose procedure belongs to no field; no field can be named so. */
const NO_FIELD = "(none)";

function fieldScores(db: Sqlite): FieldScores[] {
  return db
    .prepare<[string], { field: string; n: number; total: number; releasedN: number; releasedTotal: number }>(
      `SELECT s.field, s.n, s.total, coalesce(r.n, 0) AS releasedN, coalesce(r.total, 0.0) AS releasedTotal
       FROM (SELECT coalesce(field, ?) AS field, count(*) AS n, total(score) AS total
             FROM outcomes WHERE kind = 'score' GROUP BY 1) s
       LEFT JOIN releases r ON r.field = s.field ORDER BY s.field`,
    )
    .all(NO_FIELD)
    .map(({ field, n, total, releasedN, releasedTotal }) => ({
      field,
      n,
      total,
      released: { n: releasedN, total: releasedTotal },
    }));
}

function release(db: Sqlite, due: (fields: readonly FieldScores[]) => readonly Release[]): FieldScores[] {
  const save = db.prepare("INSERT OR REPLACE INTO releases (field, n, total) VALUES (?, ?, ?)");
  for (const { field, n, total } of due(fieldScores(db))) save.run(field, n, total);
  return fieldScores(db);
}
