import { chainKey, EMPTY_CHAIN, type EpochHead } from "#hub/store/chain.js";
import type { AskedChain, Decision, EventStore, Known } from "#hub/store/event-store.js";
import { appendAll } from "#hub/store/postgres/append.js";
import type { Database, Query } from "#hub/store/postgres/database.js";
import { isWorthAnotherTry } from "#hub/store/postgres/faults.js";
import { BEGIN_COMMIT } from "#hub/store/postgres/locks.js";
import { type Months, monthOf } from "#hub/store/postgres/months.js";
import { clearParked, namesOf, park, readParked } from "#hub/store/postgres/parked.js";
import { AppError } from "#platform/errors.js";

/** Another worker began the same new chain: it had no head yet that could be locked. */
class Overtaken extends Error {}

const TRIES = 5;

/** `shared`: other workers write too, and what is early here may be waited for there. */
export function createCommit(
  db: Database,
  { months, shared }: { months: Months; shared: boolean },
): EventStore["commit"] {
  return async (chains, decide) => {
    for (let tries = 1; ; tries++) {
      try {
        const answer = await db.transaction((query) => commitOnce(query, { chains, decide, months, shared }), {
          begin: BEGIN_COMMIT,
        });
        if (!("missing" in answer)) return answer.decision;
        for (const month of answer.missing) await months.prepare(month);
      } catch (error) {
        if (!(error instanceof Overtaken || isWorthAnotherTry(error))) throw error;
        if (tries >= TRIES) throw new AppError("internal", `a batch was overtaken ${TRIES} times`, { cause: error });
      }
    }
  };
}

type Once<D extends Decision> = {
  readonly chains: readonly AskedChain[];
  readonly decide: (known: Known) => D;
  readonly months: Months;
  readonly shared: boolean;
};

async function commitOnce<D extends Decision>(
  query: Query,
  { chains, decide, months, shared }: Once<D>,
): Promise<{ readonly decision: D } | { readonly missing: readonly string[] }> {
  const heads = await lockHeads(query, chains);
  const parked = shared ? await readParked(query, chains) : [];
  const decision = decide({ ...(await readHashes(query, chains, heads)), parked });
  const { appends } = decision;
  const missing = [...new Set(appends.map(({ receivedAt }) => monthOf(receivedAt)))].filter((one) => !months.has(one));
  if (missing.length > 0) return { missing };
  if (appends.length > 0 && (await appendAll(query, appends)) < appends.length) throw new Overtaken();
  if (decision.park.length > 0) await park(query, decision.park);
  if (parked.length > 0 && appends.length > 0) await clearParked(query, chains);
  return { decision };
}

type Heads = ReadonlyMap<string, EpochHead>;

/** Until this transaction ends, nobody else moves them. */
async function lockHeads(query: Query, chains: readonly AskedChain[]): Promise<Heads> {
  const heads = await query<EpochHead>(
    `SELECT device, epoch, seq, encode(hash, 'hex') AS hash FROM heads
     WHERE (device, epoch) IN (SELECT * FROM unnest($1::text[], $2::text[]))
     ORDER BY device, epoch FOR UPDATE`,
    namesOf(chains),
    "heads",
  );
  return new Map(heads.map((head) => [chainKey(head), head]));
}

async function readHashes(query: Query, chains: readonly AskedChain[], heads: Heads): Promise<Omit<Known, "parked">> {
  const headOf: Known["headOf"] = (chain) => heads.get(chainKey(chain)) ?? EMPTY_CHAIN;
  const covered = chains.flatMap((chain) =>
    chain.seqs.filter((seq) => seq <= headOf(chain).seq).map((seq) => ({ ...chain, seq })),
  );
  const found = covered.length > 0 ? await hashesOf(query, covered) : [];
  const hashes = new Map(found.map(({ hash, ...link }) => [`${chainKey(link)}/${link.seq}`, hash]));
  return { headOf, hashAt: (chain, seq) => hashes.get(`${chainKey(chain)}/${seq}`) };
}

const hashesOf = (query: Query, links: readonly (AskedChain & { seq: number })[]): Promise<EpochHead[]> =>
  query<EpochHead>(
    `SELECT device, epoch, seq, encode(hash, 'hex') AS hash FROM chain
     JOIN unnest($1::text[], $2::text[], $3::int[]) AS l (device, epoch, seq) USING (device, epoch, seq)`,
    [...namesOf(links), links.map(({ seq }) => seq)],
    "hashes",
  );
