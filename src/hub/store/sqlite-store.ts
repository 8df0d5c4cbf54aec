import { canonicalJson } from "#contract/canonical-json.js";
import type { Rekeying } from "#hub/enrolment/key-ring.js";
import type { FieldScores, Release, Tally } from "#hub/report/summary.js";
import type { EpochHead } from "#hub/store/chain.js";
import type { EventStore, KeptLink } from "#hub/store/event-store.js";
import { readMappingPairs } from "#hub/store/mapping-rows.js";
import { HUB_MIGRATIONS } from "#hub/store/migrations.js";
import { newestTokens } from "#hub/store/newest-tokens.js";
import { readPairs, releasePairs } from "#hub/store/pair-rows.js";
import { readPolicies } from "#hub/store/policy-rows.js";
import { appender, readKnown } from "#hub/store/sqlite-commit.js";
import { eraseBefore } from "#hub/store/sqlite-erasure.js";
import { noteGap, readGaps } from "#hub/store/sqlite-gaps.js";
import { tapFacts } from "#hub/store/tap-facts.js";
import { transactionFacts } from "#hub/store/transaction-facts.js";
import { guardSqlite, openSqlite, type Sqlite } from "#platform/sqlite.js";

/** One file, WAL, `synchronous=FULL`: a batch that was appended survives a power cut. */
export function openSqliteStore(file: string): EventStore {
  const db = openSqlite(file, HUB_MIGRATIONS);
  const write = <T>(work: () => T): T => guardSqlite(file, () => db.transaction(work).immediate());
  const [append, known] = [appender(db), readKnown(db)];
  return {
    commit: async (_chains, decide) =>
      write(() => {
        const decision = decide(known);
        decision.appends.forEach(append);
        return decision;
      }),
    heads: async () =>
      db.prepare<[], EpochHead>("SELECT device, epoch, seq, hash FROM heads ORDER BY device, last_event").all(),
    links: async ({ device, epoch }, after, most) =>
      db
        .prepare<[string, string, number, number], KeptLink>(
          "SELECT seq, hash, body FROM events WHERE device = ? AND epoch = ? AND seq > ? ORDER BY seq LIMIT ?",
        )
        .all(device, epoch, after, most),
    gaps: async () => readGaps(db),
    noteGap: async (chain, to) => write(() => noteGap(db, chain, to)),
    rekeyings: async () =>
      db
        .prepare<[], Rekeying>(
          `SELECT device, epoch, seq, body ->> '$.data.publicKey' AS publicKey FROM events WHERE kind = 'rekeyed' ORDER BY id`,
        )
        .all(),
    tally: async () => tally(db),
    tapFacts: async () => tapFacts(db),
    transactions: async (tokens) => transactionFacts(db, tokens),
    release: async (due) => {
      const fields = fieldScores(db);
      // A look costs no write lock: what is due stays due until it is released.
      return due(fields).length === 0 ? fields : write(() => release(db, due));
    },
    releasePairs: async (due) => {
      const pairs = readPairs(db);
      return due(pairs) ? write(() => releasePairs(db, due)) : pairs;
    },
    newestTokens: async (after, most) => newestTokens(db, after, most),
    mappingPairs: async () => readMappingPairs(db),
    policies: async () => readPolicies(db),
    savePolicy: async ({ number, patch }) =>
      write(
        () =>
          db.prepare("INSERT OR IGNORE INTO policies (number, patch) VALUES (?, ?)").run(number, canonicalJson(patch))
            .changes > 0,
      ),
    erase: (month) => eraseBefore(db, month, write),
    // The data folder belongs to one process.
    lead: (work, signal) => work(signal),
    reachable: () => true,
    [Symbol.asyncDispose]: async () => void db.close(),
  };
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
