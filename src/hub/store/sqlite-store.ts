import { canonicalJson } from "#contract/canonical-json.js";
import type { Rekeying } from "#hub/enrolment/key-ring.js";
import { sqliteCells } from "#hub/store/cells/sqlite-cells.js";
import type { EpochHead } from "#hub/store/chain.js";
import { count, hasNews, tally, tapFacts } from "#hub/store/counts/sqlite-counts.js";
import type { EventStore, KeptLink } from "#hub/store/event-store.js";
import { readMappingPairs } from "#hub/store/mapping-rows.js";
import { HUB_MIGRATIONS } from "#hub/store/migrations.js";
import { newestTokens } from "#hub/store/newest-tokens.js";
import { readPolicies } from "#hub/store/policy-rows.js";
import { appender, readKnown } from "#hub/store/sqlite-commit.js";
import { eraseBefore } from "#hub/store/sqlite-erasure.js";
import { noteGap, readGaps } from "#hub/store/sqlite-gaps.js";
import { transactionFacts } from "#hub/store/transaction-facts.js";
import { guardSqlite, openSqlite } from "#platform/sqlite.js";

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
    tally: async (span) => tally(db, span),
    tapFacts: async (span) => tapFacts(db, span),
    transactions: async (tokens) => transactionFacts(db, tokens),
    newestTokens: async (after, most) => newestTokens(db, after, most),
    // A look costs no write lock.
    count: async (grainMinutes) => (hasNews(db) ? write(() => count(db, grainMinutes)) : undefined),
    ...sqliteCells(db, write),
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
