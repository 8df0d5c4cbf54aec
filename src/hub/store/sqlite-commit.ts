import { EMPTY_CHAIN, type EpochHead } from "#hub/store/chain.js";
import { kindOf, outcomeOf, ratingOf } from "#hub/store/event-rows.js";
import type { Known, StoredEvent } from "#hub/store/event-store.js";
import type { Sqlite } from "#platform/sqlite.js";

/** What stands in the file, read as it is asked for. One process writes, so that nothing is ever parked. */
export function readKnown(db: Sqlite): Known {
  const head = db.prepare<[string, string], EpochHead>("SELECT seq, hash FROM heads WHERE device = ? AND epoch = ?");
  const hash = db
    .prepare<[string, string, number], string>("SELECT hash FROM events WHERE device = ? AND epoch = ? AND seq = ?")
    .pluck();
  return {
    headOf: ({ device, epoch }) => head.get(device, epoch) ?? EMPTY_CHAIN,
    hashAt: ({ device, epoch }, seq) => hash.get(device, epoch, seq),
    parked: [],
  };
}

export function appender(db: Sqlite): (stored: StoredEvent) => void {
  const insert = db.prepare(
    "INSERT INTO events (device, epoch, seq, kind, hash, body, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const head = db.prepare("INSERT OR REPLACE INTO heads (device, epoch, seq, hash, last_event) VALUES (?, ?, ?, ?, ?)");
  // A transaction has one outcome, the first: a desk whose ledger was restored may close a transaction again.
  const outcome = db.prepare(
    `INSERT INTO outcomes (event, kind, token, field, score, reason, procedure, month, week, band)
     SELECT @id, @kind, @token, @field, @score, @reason, @procedure, @month, @week, @band
     WHERE NOT EXISTS (SELECT 1 FROM outcomes WHERE token = @token)`,
  );
  // And one rating, the first: such a desk may also sign again a tap that is stored already.
  const rating = db.prepare(
    `INSERT INTO ratings (event, token, field, rating, counter, rated, soon, zone_empty, procedure, month, week, band)
     SELECT @id, @token, @field, @rating, @counter, @rated, @soon, @zoneEmpty, @procedure, @month, @week, @band
     WHERE @token IS NULL OR NOT EXISTS (SELECT 1 FROM ratings WHERE token = @token)`,
  );
  return (stored) => {
    const { event, hash, body, receivedAt } = stored;
    const { device, epoch, seq } = event;
    const { lastInsertRowid: id } = insert.run(device, epoch, seq, kindOf(event), hash, body, receivedAt);
    head.run(device, epoch, seq, hash, id);
    const [outcomeRow, ratingRow] = [outcomeOf(stored), ratingOf(stored)];
    if (outcomeRow) outcome.run({ id, ...outcomeRow });
    if (ratingRow) rating.run({ id, ...ratingRow });
  };
}
