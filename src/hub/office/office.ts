import { openOffice } from "#hub/office/office-db.js";
import { AuditLog } from "#hub/people/audit.js";
import { createGuard, type Door, type Guard } from "#hub/people/guard.js";
import { People } from "#hub/people/people.js";
import { Sessions } from "#hub/people/sessions.js";
import { SignIn } from "#hub/people/sign-in.js";
import { PagePolicy } from "#hub/policy/page-policy.js";
import type { Clock } from "#platform/clock.js";
import type { Sqlite } from "#platform/sqlite.js";

/** What every page of the hub stands on: its people and their audit log, in one database. */
export type Office = Disposable & {
  readonly db: Sqlite;
  readonly audit: AuditLog;
  readonly people: People;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly pagePolicy: PagePolicy;
  readonly door: Door;
  readonly guard: Guard;
};

export function openOfficeOf(folder: string, door: Door, clock: Clock): Office {
  const db = openOffice(folder);
  const audit = new AuditLog(db, clock);
  const people = new People(db);
  const sessions = new Sessions(db, clock);
  return {
    ...{ db, audit, people, sessions, door },
    signIn: new SignIn(people, clock),
    pagePolicy: new PagePolicy(db, audit, clock),
    guard: createGuard(sessions, door),
    [Symbol.dispose]: () => void db.close(),
  };
}
