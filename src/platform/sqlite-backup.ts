import { chmodSync, existsSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { AppError } from "#platform/errors.js";
import { guardSqlite, openSqliteReadOnly, type Sqlite } from "#platform/sqlite.js";

/** Copies a database that may be in use, page by page, checks the copy, and only then gives it its name. Mode 0600. `leaveOut`: what goes no further than the file itself. */
export async function backupSqlite(file: string, to: string, leaveOut?: (copy: Sqlite) => void): Promise<void> {
  if (existsSync(to)) {
    throw new AppError("backup.exists", `${to} exists already`, { remedy: "Name another file" });
  }
  const unfinished = `${to}.part`;
  const db = openSqliteReadOnly(file);
  try {
    await db.backup(unfinished);
    chmodSync(unfinished, 0o600);
    if (leaveOut) change(unfinished, leaveOut);
    check(unfinished);
    renameSync(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { force: true });
    guardSqlite(to, () => {
      throw error;
    });
  } finally {
    db.close();
  }
}

function change(file: string, what: (copy: Sqlite) => void): void {
  const copy = new Database(file);
  try {
    copy.pragma("secure_delete = ON");
    what(copy);
  } finally {
    copy.close();
  }
}

function check(file: string): void {
  const copy = openSqliteReadOnly(file);
  try {
    const verdict = copy.pragma("integrity_check", { simple: true });
    if (verdict !== "ok") throw new AppError("ledger.broken", `the copy is damaged: ${verdict}`);
  } finally {
    copy.close();
    // Looking at it leaves these behind.
    for (const end of ["-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
  }
}
