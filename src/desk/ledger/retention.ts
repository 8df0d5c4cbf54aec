import type { Sqlite } from "#platform/sqlite.js";

/** Events of earlier epochs, and of this one up to `seq`. */
export type Span = { readonly epoch: number; readonly seq: number };
type Day = { readonly day: number; readonly epoch: number; readonly receipted: number };
type Floor = { number: number; epoch: string; pruned: number; newest: number; receipted: number };

/** One small transaction's worth of rows: a citizen's commit never waits longer than for these. */
const STEP = 200;
const DAY_MS = 86_400_000;

export const dayOf = (now: number): number => Math.floor(now / DAY_MS);

/** Once a day: what was receipted before it. */
export function noteDay(db: Sqlite, day: number): void {
  const newest = db.prepare<[], number>("SELECT day FROM receipt_days ORDER BY number DESC LIMIT 1").pluck().get();
  if (newest === day) return;
  db.prepare(
    "INSERT INTO receipt_days (day, epoch, receipted) SELECT ?, number, receipted FROM epochs ORDER BY number DESC LIMIT 1",
  ).run(day);
}

/** A hub that rewinds has not stored what lies above: its days begin anew. */
export function forgetReceipts(db: Sqlite, epoch: string, receipted: number): void {
  db.prepare(
    `UPDATE receipt_days SET receipted = @receipted
     WHERE receipted > @receipted AND epoch = (SELECT number FROM epochs WHERE epoch = @epoch)`,
  ).run({ receipted, epoch });
}

/**
 * What was receipted more than `keepDays` ago, counted both by the clock and in days on which the desk ran: a clock that
 * jumps (a dead battery, a wrong year) makes one such day, and can throw nothing away.
 */
export function keptLongEnough(db: Sqlite, today: number, keepDays: number): (Span & { day: number }) | undefined {
  const old = db
    .prepare<[number], Day>("SELECT day, epoch, receipted FROM receipt_days ORDER BY number DESC LIMIT 1 OFFSET ?")
    .get(keepDays);
  if (!old || Math.abs(today - old.day) < keepDays) return undefined;
  return { day: old.day, epoch: old.epoch, seq: old.receipted };
}

/** Everything that has a receipt. */
export function receiptedSpan(db: Sqlite): Span {
  const row = db
    .prepare<[], Span>("SELECT number AS epoch, receipted AS seq FROM epochs ORDER BY number DESC LIMIT 1")
    .get();
  return row ?? { epoch: 0, seq: 0 };
}

/**
 * Deletes the oldest events of a span, a few; never one without a receipt, and never the newest of the present epoch.
 * → whether there may be more.
 */
export function pruneEvents(db: Sqlite, span: Span): boolean {
  const floor = db
    .prepare<[], Floor>(
      `SELECT number, epoch, pruned, receipted, (SELECT max(number) FROM epochs) AS newest FROM epochs
       ORDER BY number LIMIT 1`,
    )
    .get();
  if (!floor || floor.number > span.epoch) return false;
  const isPast = floor.number < floor.newest;
  const last = floor.number < span.epoch ? floor.receipted : Math.min(floor.receipted, span.seq);
  const upTo = Math.min(floor.pruned + STEP, isPast ? last : Math.min(last, lastSeq(db, floor.epoch) - 1));
  if (upTo > floor.pruned) {
    db.prepare(
      `UPDATE epochs SET pruned = @upTo, pruned_hash = (SELECT hash FROM events WHERE epoch = @epoch AND seq = @upTo)
       WHERE epoch = @epoch`,
    ).run({ upTo, epoch: floor.epoch });
    db.prepare("DELETE FROM events WHERE epoch = ? AND seq <= ?").run(floor.epoch, upTo);
    return true;
  }
  if (!isPast || floor.number >= span.epoch) return false;
  db.prepare("DELETE FROM epochs WHERE number = ?").run(floor.number);
  return true;
}

/** Concluded transactions from before a day, a few, and the days before it. → whether there may be more. */
export function pruneTransactions(db: Sqlite, day: number): boolean {
  const opened = new Date(day * DAY_MS).toISOString();
  const { changes } = db
    .prepare(
      `DELETE FROM transactions WHERE id IN
       (SELECT id FROM transactions WHERE state <> 'open' AND opened < ? LIMIT ${STEP})`,
    )
    .run(opened);
  return changes === STEP;
}

/** Days older than the one that counts are of no use any more. */
export function pruneDays(db: Sqlite, keepDays: number): void {
  db.prepare("DELETE FROM receipt_days WHERE number < (SELECT max(number) FROM receipt_days) - ?").run(keepDays);
}

const lastSeq = (db: Sqlite, epoch: string): number =>
  db.prepare<[string], number>("SELECT last_seq FROM epochs WHERE epoch = ?").pluck().get(epoch) ?? 0;

export function usedBytes(db: Sqlite): number {
  const read = (name: string): number => Number(db.pragma(name, { simple: true }));
  return (read("page_count") - read("freelist_count")) * read("page_size");
}
