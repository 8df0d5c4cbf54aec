import Database from "better-sqlite3";
import { AppError, isAppError, systemCode } from "#platform/errors.js";

export type Sqlite = Database.Database;

/** One step of a schema's history; its number is its place in the list, from 1. Steps are never edited once released. */
export type Migration = string;

/**
 * Opens a WAL database with `synchronous=FULL` (a commit that returned survives a power cut), checks its integrity and
 * brings its schema up to date. Throws `ledger.broken` (corrupt, or from a newer version) or `ledger.full`.
 */
export function openSqlite(file: string, migrations: readonly Migration[]): Sqlite {
  return guardSqlite(file, () => {
    const db = new Database(file, { timeout: 5_000 });
    try {
      db.pragma("journal_mode = WAL");
      db.pragma("synchronous = FULL");
      db.pragma("foreign_keys = ON");
      const verdict = db.pragma("quick_check", { simple: true });
      if (verdict !== "ok")
        throw new AppError("ledger.broken", `${file} is damaged: ${verdict}`, { remedy: "Restore the newest backup" });
      migrate(db, file, migrations);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Another program's database, to look at only. */
export const openSqliteReadOnly = (file: string): Sqlite =>
  guardSqlite(file, () => new Database(file, { readonly: true, timeout: 5_000 }));

function migrate(db: Sqlite, file: string, migrations: readonly Migration[]): void {
  const from = Number(db.pragma("user_version", { simple: true }));
  if (from > migrations.length) {
    throw new AppError("ledger.broken", `${file} has schema ${from}, this version knows up to ${migrations.length}`, {
      remedy: "Install the newer version again, or restore a backup from before the upgrade",
    });
  }
  migrations.slice(from).forEach((step, index) => {
    db.transaction(() => {
      db.exec(step);
      db.pragma(`user_version = ${from + index + 1}`);
    })();
  });
}

/** Runs a database action; SQLite's own faults become ours. */
export function guardSqlite<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (isAppError(error)) throw error;
    const code = systemCode(error) ?? "";
    // A disk that fails is often made read-only by the kernel: then too, nothing is written and what stands is safe.
    if (code === "SQLITE_FULL" || /^SQLITE_(IOERR|READONLY)/.test(code) || code === "ENOSPC") {
      throw new AppError("ledger.full", `${file} cannot be written (${code})`, {
        cause: error,
        remedy: code.startsWith("SQLITE_READONLY") ? "Make it writable again" : "Free space on that disk",
      });
    }
    if (code === "SQLITE_CORRUPT" || code === "SQLITE_NOTADB" || code === "SQLITE_CANTOPEN") {
      throw new AppError("ledger.broken", `${file} cannot be used (${code})`, {
        cause: error,
        remedy: "Check the path, or restore the newest backup",
      });
    }
    throw error;
  }
}
