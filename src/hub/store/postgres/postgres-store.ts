import { canonicalJson } from "#contract/canonical-json.js";
import type { Rekeying } from "#hub/enrolment/key-ring.js";
import type { EpochHead } from "#hub/store/chain.js";
import type { EventStore, KeptLink } from "#hub/store/event-store.js";
import { newestTokensSql, type PlacedToken } from "#hub/store/newest-tokens.js";
import type { PublishedPolicy } from "#hub/store/policy-rows.js";
import { postgresCells } from "#hub/store/postgres/cells.js";
import { createCommit } from "#hub/store/postgres/commit.js";
import { count, hasNews, tally, tapFacts } from "#hub/store/postgres/counts.js";
import { Database } from "#hub/store/postgres/database.js";
import { noteGap, readGaps } from "#hub/store/postgres/gaps.js";
import { leadByLock } from "#hub/store/postgres/leadership.js";
import { BEGIN_ALONE, BEGIN_LOOK } from "#hub/store/postgres/locks.js";
import { readMappingPairs } from "#hub/store/postgres/mapping-rows.js";
import { Months, monthOf } from "#hub/store/postgres/months.js";
import { migrate } from "#hub/store/postgres/schema.js";
import { transactionFacts } from "#hub/store/postgres/transaction-facts.js";
import type { PostgresConfig } from "#hub/store/store-config.js";
import type { Logger } from "#platform/logger.js";

export type PostgresOptions = {
  readonly ward: string;
  /** Several workers write. */
  readonly shared: boolean;
  readonly log: Logger;
};

/** One database, which several workers may share. Throws `store.*`, `ledger.*` or `config.invalid`. */
export async function openPostgresStore(
  config: PostgresConfig,
  { ward, shared, log }: PostgresOptions,
): Promise<EventStore> {
  const db = new Database(config);
  try {
    await db.checkVersion();
    await migrate(db, ward);
    const months = new Months(db);
    await months.prepare(monthOf(new Date().toISOString()));
    return storeOn(db, { months, shared, log });
  } catch (error) {
    await db[Symbol.asyncDispose]();
    throw error;
  }
}

function storeOn(db: Database, { months, shared, log }: { months: Months; shared: boolean; log: Logger }): EventStore {
  const { query } = db;
  return {
    commit: createCommit(db, { months, shared }),
    heads: () =>
      query<EpochHead>("SELECT device, epoch, seq, encode(hash, 'hex') AS hash FROM heads ORDER BY device, last_event"),
    links: ({ device, epoch }, after, most) =>
      query<KeptLink>(
        `SELECT c.seq, encode(c.hash, 'hex') AS hash, e.body FROM chain c LEFT JOIN events e ON e.id = c.id
         WHERE c.device = $1 AND c.epoch = $2 AND c.seq > $3 ORDER BY c.seq LIMIT $4`,
        [device, epoch, after, most],
      ),
    rekeyings: () => query<Rekeying>(`SELECT device, epoch, seq, public_key AS "publicKey" FROM rekeyings ORDER BY id`),
    gaps: () => readGaps(query),
    noteGap: (chain, to) => db.transaction((inside) => noteGap(inside, chain, to)),
    tally: (span) => db.transaction((inside) => tally(inside, span), { begin: BEGIN_LOOK }),
    tapFacts: (span) => tapFacts(query, span),
    transactions: (tokens) => transactionFacts(query, tokens),
    newestTokens: (after, most) => query<PlacedToken>(newestTokensSql("$1", "$2"), [after, most]),
    count: async (grainMinutes) => {
      if (!(await hasNews(query))) return;
      await db.transaction((inside) => count(inside, grainMinutes), { begin: BEGIN_ALONE, slow: true });
    },
    ...postgresCells(db),
    mappingPairs: () => readMappingPairs(query),
    policies: async () => {
      const rows = await query<{ number: number; patch: string }>("SELECT number, patch FROM policies ORDER BY number");
      return rows.map(({ number, patch }): PublishedPolicy => ({ number, patch: JSON.parse(patch) }));
    },
    savePolicy: async ({ number, patch }) => {
      const text = "INSERT INTO policies VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING number";
      return (await query(text, [number, canonicalJson(patch)])).length > 0;
    },
    erase: (month) => months.eraseBefore(month),
    lead: (work, signal) => leadByLock(work, { db, log, signal }),
    reachable: () => db.reachable,
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}
