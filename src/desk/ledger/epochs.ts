import { randomBytes } from "node:crypto";
import type { EventData, EventKind } from "#contract/event.js";
import { GENESIS_HASH } from "#contract/identifiers.js";
import { type ChainedEvent, type ChainHead, chainEvent, type NewEvent, type Signer } from "#desk/ledger/chain.js";
import { AppError } from "#platform/errors.js";
import type { Sqlite } from "#platform/sqlite.js";

/** `pruned`: events up to there were receipted long ago and are gone. */
export type OutboxState = ChainHead & { readonly receipted: number; readonly pruned: number };

/** What the first event of an epoch says about the one before. */
export type Follows = Required<Pick<EventData["health"], "previousEpoch" | "missing">>;

export function readOutbox(db: Sqlite): OutboxState {
  const row = db
    .prepare<[], OutboxState>(
      "SELECT epoch, last_seq AS seq, last_hash AS hash, receipted, pruned FROM epochs ORDER BY number DESC LIMIT 1",
    )
    .get();
  if (!row) throw new AppError("ledger.broken", `${db.name} has no epoch`);
  return row;
}

export function readEvents(db: Sqlite, epoch: string, after: { seq: number; limit: number }): ChainedEvent[] {
  return db
    .prepare<[string, number, number], ChainedEvent>(
      "SELECT epoch, seq, kind, hash, body FROM events WHERE epoch = ? AND seq > ? ORDER BY seq LIMIT ?",
    )
    .all(epoch, after.seq, after.limit);
}

/** The hash of an event, the genesis hash for 0, undefined for one that is not ours or is pruned. */
export function hashAt(db: Sqlite, epoch: string, seq: number): string | undefined {
  if (seq === 0) return GENESIS_HASH;
  const row = db.prepare<{ epoch: string; seq: number }, { hash: string }>(
    `SELECT hash FROM events WHERE epoch = @epoch AND seq = @seq
     UNION ALL SELECT pruned_hash FROM epochs WHERE epoch = @epoch AND pruned = @seq`,
  );
  return row.get({ epoch, seq })?.hash;
}

/** 64 random bits, carrying no time. */
export function insertEpoch(db: Sqlite): void {
  db.prepare("INSERT INTO epochs (epoch, last_seq, last_hash, receipted) VALUES (?, 0, ?, 0)").run(
    randomBytes(8).toString("hex"),
    GENESIS_HASH,
  );
}

export function appendEvent(db: Sqlite, event: NewEvent, signer: Signer): void {
  const link = chainEvent(readOutbox(db), event, signer);
  db.prepare("INSERT INTO events (epoch, seq, kind, hash, body) VALUES (?, ?, ?, ?, ?)").run(
    link.epoch,
    link.seq,
    link.kind,
    link.hash,
    link.body,
  );
  db.prepare("UPDATE epochs SET last_seq = ?, last_hash = ? WHERE epoch = ?").run(link.seq, link.hash, link.epoch);
}

type EpochStart = {
  /** How far the hub has stored the epoch before. */
  readonly hubUpTo: number;
  /** How far the ledger is known to be the same as the one that it was copied from, when it is a copy. */
  readonly copiedUpTo: number;
  readonly first: (follows: Follows) => NewEvent;
  readonly signer: Signer;
};

/**
 * A new chain, which says in its first event what of the one before may be with nobody, and takes over what the hub has
 * not stored. Either this ledger is older than the hub (it was restored), or the hub asks for what is pruned here.
 */
export function startEpoch(db: Sqlite, { hubUpTo, copiedUpTo, first, signer }: EpochStart): void {
  const { epoch, seq, receipted, pruned } = readOutbox(db);
  const gone = hubUpTo < pruned;
  // What a copy shares with its original, the hub has from the original.
  const shared = gone ? pruned : Math.max(receipted, Math.min(copiedUpTo, hubUpTo, seq));
  const missing = gone ? { from: hubUpTo + 1, to: pruned } : { from: hubUpTo + 1 };
  const waiting = readEvents(db, epoch, { seq: shared, limit: seq });
  // First deleted, then written: a ledger at its limit needs no second place for them.
  const hash = hashAt(db, epoch, shared);
  db.prepare("DELETE FROM events WHERE epoch = ? AND seq > ?").run(epoch, shared);
  db.prepare("UPDATE epochs SET last_seq = @shared, last_hash = @hash, receipted = @shared WHERE epoch = @epoch").run({
    shared,
    hash,
    epoch,
  });
  insertEpoch(db);
  appendEvent(db, first({ previousEpoch: epoch, missing }), signer);
  for (const { kind, body } of waiting) appendEvent(db, unchained(kind, body), signer);
}

/** A stored event as it was before it was chained. */
function unchained(kind: EventKind, body: string): NewEvent {
  const { time, data } = JSON.parse(body);
  return { kind, time, data };
}
