import { GENESIS_HASH } from "#contract/identifiers.js";
import { AppError } from "#platform/errors.js";
import { sha256Hex } from "#platform/signing.js";
import { RESTORE_REMEDY, type Sqlite } from "#platform/sqlite.js";

type Row = { readonly seq: number; readonly hash: string; readonly body: string };
type Epoch = { readonly epoch: string; readonly seq: number; readonly hash: string };

/** However large the ledger, a start takes no longer than this many hashes. */
const NEWEST = 256;

/**
 * The newest events of the present epoch must be the chain that the ledger says it has: numbers without a gap, each body
 * its hash's, each hash the next one's `prev`, the last one the head's. Reads only. Throws `ledger.broken`.
 */
export function checkNewestChain(db: Sqlite, version: number): void {
  const epoch = db
    .prepare<[], Epoch>("SELECT epoch, last_seq AS seq, last_hash AS hash FROM epochs ORDER BY number DESC LIMIT 1")
    .get();
  if (!epoch) return;
  const rows = db
    .prepare<[string, number], Row>("SELECT seq, hash, body FROM events WHERE epoch = ? ORDER BY seq DESC LIMIT ?")
    .all(epoch.epoch, NEWEST);
  let expected = { seq: epoch.seq, hash: epoch.hash };
  for (const { seq, hash, body } of rows) {
    const intact = seq === expected.seq && hash === expected.hash && sha256Hex(body) === hash;
    if (!intact) throw broken(db, `event ${expected.seq}`);
    expected = { seq: seq - 1, hash: JSON.parse(body).prev };
  }
  if (rows.length === NEWEST) return;
  const { seq, hash } = floorOf(db, epoch.epoch, version);
  if (expected.seq !== seq || expected.hash !== hash) throw broken(db, `event ${expected.seq}`);
}

/** What the oldest event that is kept stands on. Before schema 2 nothing was pruned. */
function floorOf(db: Sqlite, epoch: string, version: number): { seq: number; hash: string } {
  const genesis = { seq: 0, hash: GENESIS_HASH };
  if (version < 2) return genesis;
  const floor = db.prepare<[string], { seq: number; hash: string }>(
    "SELECT pruned AS seq, pruned_hash AS hash FROM epochs WHERE epoch = ?",
  );
  return floor.get(epoch) ?? genesis;
}

function broken(db: Sqlite, what: string): AppError {
  return new AppError("ledger.broken", `${db.name}: the chain does not hold at ${what}`, { remedy: RESTORE_REMEDY });
}
