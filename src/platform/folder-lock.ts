import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { AppError, systemCode } from "#platform/errors.js";
import { guardSqlite } from "#platform/sqlite.js";

/**
 * Makes a data folder if it is not there, and holds it for one process by SQLite's exclusive lock on an empty file in it.
 * The kernel keeps that lock, so that the end of the process frees it, however it ended. Throws `config.invalid` or
 * `ledger.in_use`.
 */
export function lockFolder(folder: string, name: string): Disposable {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError("config.invalid", `data: ${folder} cannot be made (${systemCode(cause)})`, {
      cause,
      remedy: "Name a folder that this user may write",
    });
  }
  const file = join(folder, name);
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
