import Database from "better-sqlite3";
import { AppError, systemCode } from "#platform/errors.js";
import { guardSqlite } from "#platform/sqlite.js";

/**
 * Holds a folder for one process, by SQLite's exclusive lock on an empty file in it. The kernel keeps that lock, so
 * that the end of the process frees it, however it ended. Throws `ledger.in_use`.
 */
export function lockFolder(file: string): Disposable {
  return guardSqlite(file, () => {
    const db = new Database(file, { timeout: 250 });
    try {
      db.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      db.close();
      if (systemCode(error) !== "SQLITE_BUSY") throw error;
      throw new AppError("ledger.in_use", `${file} is held by another process`, {
        cause: error,
        remedy: "Stop that one, or name another data folder",
      });
    }
    return { [Symbol.dispose]: () => void db.close() };
  });
}
