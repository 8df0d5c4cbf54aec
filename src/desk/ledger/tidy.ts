import type { LedgerConfig } from "#desk/ledger/ledger-config.js";
import {
  dayOf,
  keptLongEnough,
  noteDay,
  pruneDays,
  pruneEvents,
  pruneTransactions,
  receiptedSpan,
  usedBytes,
} from "#desk/ledger/retention.js";
import type { Sqlite } from "#platform/sqlite.js";

/** `early`: receipted events went before their time, because the ledger is near its limit. */
export type Tidied = { readonly more: boolean; readonly early: boolean; readonly crowded: boolean };

/** Of the limit: from here on receipted events go early. */
const CROWDED = 0.9;

/** One transaction's worth of housekeeping: what has been kept long enough goes, and more of it when space is short. */
export function tidy(db: Sqlite, { keepDays, maxMegabytes }: LedgerConfig, now: number): Tidied {
  const today = dayOf(now);
  noteDay(db, today);
  const old = keptLongEnough(db, today, keepDays);
  const events = old !== undefined && pruneEvents(db, old);
  const transactions = old !== undefined && pruneTransactions(db, old.day);
  pruneDays(db, keepDays);
  const crowded = usedBytes(db) >= CROWDED * maxMegabytes * 1_000_000;
  const early = crowded && !events && pruneEvents(db, receiptedSpan(db));
  return { more: events || transactions || early, early, crowded };
}
