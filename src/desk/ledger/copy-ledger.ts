import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { readOutbox } from "#desk/ledger/epochs.js";
import { LEDGER_MIGRATIONS } from "#desk/ledger/migrations.js";
import { checkNewestChain } from "#desk/ledger/newest-chain.js";
import { AppError, systemCode } from "#platform/errors.js";
import { openSqlite, openSqliteReadOnly } from "#platform/sqlite.js";

/** In a copy: how far it is its original, `{epoch, seq}`. A desk that was given a copy knows by it what the hub may have. */
export const COPIED_KEY = "copied";

/** How far the copy goes. */
export type LedgerCopy = { readonly epoch: string; readonly seq: number };

/**
 * Copies a ledger as it stands at one moment, also while a desk writes to it. The copy is whole, checked and synced, or not
 * there. Throws `config.invalid`, `ledger.full` or `ledger.broken`.
 */
export async function copyLedger(from: string, to: string): Promise<LedgerCopy> {
  if (!existsSync(from))
    throw new AppError("config.invalid", `${from} is not there`, {
      remedy: "Name the configuration of a desk that ran",
    });
  if (existsSync(to)) throw occupied(to);
  const unfinished = `${to}.new`;
  createEmpty(unfinished);
  try {
    await copyPages(from, unfinished);
    const copy = settleCopy(unfinished);
    sync(unfinished);
    // A link, not a renaming: what came to be there meanwhile is not overwritten.
    linkSync(unfinished, to);
    sync(dirname(to));
    return copy;
  } catch (error) {
    throw systemCode(error) === "EEXIST" ? occupied(to) : error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** All at once: a copy in steps would begin again at every commit of the desk, whose writing this does not hold up. */
async function copyPages(from: string, to: string): Promise<void> {
  const source = openSqliteReadOnly(from);
  try {
    await source.backup(to, { progress: () => 0x7fffffff });
  } finally {
    source.close();
  }
}

/** A tap that could still be taken back is the original's to publish. */
function settleCopy(file: string): LedgerCopy {
  const db = openSqlite(file, LEDGER_MIGRATIONS, checkNewestChain);
  try {
    const { epoch, seq } = readOutbox(db);
    db.prepare("DELETE FROM meta WHERE key = 'undoable'").run();
    db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)").run(
      COPIED_KEY,
      JSON.stringify({ epoch, seq }),
    );
    return { epoch, seq };
  } finally {
    db.close();
  }
}

function createEmpty(file: string): void {
  try {
    rmSync(file, { force: true });
    closeSync(openSync(file, "wx", 0o600));
  } catch (cause) {
    throw new AppError("config.invalid", `${file} cannot be made (${systemCode(cause)})`, {
      cause,
      remedy: "Name a file in a folder that is there and that this user may write",
    });
  }
}

function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const occupied = (to: string): AppError =>
  new AppError("config.invalid", `${to} is there already, and nothing is overwritten`, {
    remedy: "Name another file, or move that one away",
  });
