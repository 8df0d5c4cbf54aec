import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { AppError, isAppError, systemCode } from "#platform/errors.js";

export type Sqlite = Database.Database;

/** One step of a schema's history; its number is its place in the list, from 1. Steps are never edited once released. */
export type Migration = string;

/** Looks at a database before anything is written to it, at schema `version` (above 0). Throws `ledger.broken`. */
export type Inspection = (db: Sqlite, version: number) => void;

/**
 * Pages that a connection keeps, KB. better-sqlite3 lets it grow to 16 MB, which looks like a leak for hours; whatever is
 * not here stands in the operating system's own cache.
 */
const PAGE_CACHE_KB = 4_000;

/**
 * Opens a WAL database with `synchronous=FULL` (a commit that returned survives a power cut), once its integrity is
 * checked, and brings its schema up to date. Throws `ledger.full`, or `ledger.broken` (corrupt, or from a newer version):
 * such a file is left as it was found, with its write-ahead log, for whoever mends it.
 */
export function openSqlite(file: string, migrations: readonly Migration[], inspect: Inspection = () => {}): Sqlite {
  return guardSqlite(file, () => {
    if (existsSync(file)) inspectUntouched(file, migrations.length, inspect);
    const db = new Database(file, { timeout: 5_000 });
    try {
      db.pragma("journal_mode = WAL");
      db.pragma("synchronous = FULL");
      db.pragma("foreign_keys = ON");
      db.pragma(`cache_size = -${PAGE_CACHE_KB}`);
      migrate(db, migrations);
      return compilingOnce(db);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** A connection that only reads never moves the write-ahead log into the file, not even at its end. */
function inspectUntouched(file: string, known: number, inspect: Inspection): void {
  const db = openForInspection(file);
  try {
    const verdict = db.pragma("quick_check", { simple: true });
    if (verdict !== "ok")
      throw new AppError("ledger.broken", `${file} is damaged: ${verdict}`, { remedy: RESTORE_REMEDY });
    const version = Number(db.pragma("user_version", { simple: true }));
    if (version > known) {
      throw new AppError("ledger.broken", `${file} has schema ${version}, this version knows up to ${known}`, {
        remedy: "Install the newer version again, or restore a backup from before the upgrade",
      });
    }
    if (version > 0) inspect(db, version);
  } finally {
    db.close();
  }
}

/** A power cut in the file's first moments leaves a rollback journal, which only a writer may play back. */
function openForInspection(file: string): Sqlite {
  const db = new Database(file, { readonly: true, timeout: 5_000 });
  try {
    db.pragma("user_version");
    return db;
  } catch (error) {
    db.close();
    if (!/^SQLITE_READONLY_(ROLLBACK|RECOVERY)$/.test(systemCode(error) ?? "")) throw error;
    return new Database(file, { timeout: 5_000 });
  }
}

/** A page of a database could not be trusted: what to do about it. */
export const RESTORE_REMEDY = "The file was left as it is. Restore the newest backup (docs/operations.md, Backup)";

/** Another program's database, to look at only. */
export const openSqliteReadOnly = (file: string): Sqlite =>
  guardSqlite(file, () => new Database(file, { readonly: true, timeout: 5_000 }));

/** Step by step, each by whoever is first: two programs may open a new file at the same moment. */
function migrate(db: Sqlite, migrations: readonly Migration[]): void {
  const version = (): number => Number(db.pragma("user_version", { simple: true }));
  const next = db.transaction(() => {
    const from = version();
    const step = migrations[from];
    if (step === undefined) return;
    db.exec(step);
    db.pragma(`user_version = ${from + 1}`);
  });
  while (version() < migrations.length) next.immediate();
}

/** More texts than any program of ours has: a text that is made up anew each time must not fill the memory. */
const MOST_COMPILED = 256;

/** To compile a statement takes longer than to run it: each text is compiled once, so it has one way of being read (`pluck`). */
function compilingOnce(db: Sqlite): Sqlite {
  const compiled = new Map<string, Database.Statement>();
  const compile = db.prepare.bind(db);
  const prepare = (sql: string): Database.Statement => {
    const known = compiled.get(sql);
    if (known) return known;
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    const statement = compile(sql);
    compiled.set(sql, statement);
    return statement;
  };
  return Object.assign(db, { prepare });
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
        remedy: code === "SQLITE_CANTOPEN" ? "Check the path" : RESTORE_REMEDY,
      });
    }
    throw error;
  }
}
