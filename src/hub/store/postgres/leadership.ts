import type pg from "pg";
import type { Database } from "#hub/store/postgres/database.js";
import { LOCKS } from "#hub/store/postgres/locks.js";
import { DROP_OLD_PARKED } from "#hub/store/postgres/parked.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

const EVERY_MS = 1_000;

/**
 * One process at a time does the work: the one whose connection holds the lock. It ends with the connection, however that
 * ends, and another takes it within a second or two.
 */
export async function leadByLock(
  work: (signal: AbortSignal) => Promise<void>,
  { db, log, signal }: { db: Database; log: Logger; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    try {
      await takeTurns(work, { db, log, signal });
    } catch (error) {
      if (!isStoreFault(error)) throw error;
      log.debug({ event: "hub.not_leading", error: messageOf(error) });
    }
    await pause(EVERY_MS, signal);
  }
}

async function takeTurns(
  work: (signal: AbortSignal) => Promise<void>,
  { db, log, signal }: { db: Database; log: Logger; signal: AbortSignal },
): Promise<void> {
  const client = await db.connect();
  const stop = new AbortController();
  client.on("end", () => stop.abort());
  const both = AbortSignal.any([signal, stop.signal]);
  try {
    while (!both.aborted && !(await hasLock(db, client))) await pause(EVERY_MS, both);
    if (both.aborted) return;
    log.info({ event: "hub.leads" });
    const watching = watchConnection(db, client, stop, both);
    try {
      await work(both);
    } finally {
      stop.abort();
      await watching;
      if (!signal.aborted) log.warn({ event: "hub.leads_no_more" });
    }
  } finally {
    await client.end().catch(() => {});
  }
}

async function hasLock(db: Database, client: pg.Client): Promise<boolean> {
  const [row] = await db.ask<{ held: boolean }>(client, "SELECT pg_try_advisory_lock($1) AS held", [LOCKS.leader]);
  return row?.held ?? false;
}

/** A connection that breaks is often noticed only when something is asked. */
async function watchConnection(
  db: Database,
  client: pg.Client,
  stop: AbortController,
  both: AbortSignal,
): Promise<void> {
  while (!both.aborted) {
    await pause(EVERY_MS, both);
    if (both.aborted) return;
    try {
      await db.ask(client, DROP_OLD_PARKED);
    } catch {
      stop.abort();
    }
  }
}
