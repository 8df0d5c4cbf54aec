import { chownSync, closeSync, existsSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { OFFICE_MIGRATIONS } from "#hub/office/office-tables.js";
import { openSqlite, type Sqlite } from "#platform/sqlite.js";

export const officeFile = (folder: string): string => join(folder, "office.db");

/** What the office itself knows: people, audit, imports, feedback. A file of its own, also where events are in PostgreSQL. */
export function openOffice(folder: string): Sqlite {
  const file = officeFile(folder);
  // Nobody else on the machine reads it; what SQLite lays beside it takes its mode.
  closeSync(openSync(file, "a", 0o600));
  const db = openSqlite(file, OFFICE_MIGRATIONS);
  giveToService(folder, file);
  return db;
}

/** Opened first by an administrator's command, it is still the service's. */
export function giveToService(folder: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  for (const part of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(part)) chownSync(part, uid, gid);
}
