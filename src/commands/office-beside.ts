import { mkdirSync } from "node:fs";
import type { HubConfig } from "#hub/hub-config.js";
import { openOffice } from "#hub/office/office-db.js";
import { AuditLog } from "#hub/people/audit.js";
import { People } from "#hub/people/people.js";
import { systemClock } from "#platform/clock.js";
import type { Sqlite } from "#platform/sqlite.js";

/** A hub's people and audit log beside the hub, which may be running, or may never have run. */
export async function withOffice<T>(
  { data }: Pick<HubConfig, "data">,
  work: (office: { db: Sqlite; people: People; audit: AuditLog }) => T | Promise<T>,
): Promise<T> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const db = openOffice(data);
  try {
    return await work({ db, people: new People(db), audit: new AuditLog(db, systemClock) });
  } finally {
    db.close();
  }
}

/** Who is at the machine itself is not asked for a name: the log says so. */
export const CONSOLE = "(console)";
