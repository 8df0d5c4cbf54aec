import { localDay } from "#hub/feedback/local-day.js";
import { DUE_KEPT_DAYS } from "#hub/imports/import-store.js";
import type { AuditLog } from "#hub/people/audit.js";
import { monthBefore } from "#hub/policy/retention.js";
import { noteErasure } from "#hub/retention/erasures.js";
import { forgetTamperNotes } from "#hub/tamper/tamper-notes.js";
import type { Clock } from "#platform/clock.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import type { Sqlite } from "#platform/sqlite.js";
import { pause } from "#platform/tasks.js";

type OfficeMonths = { readonly feedbackMonths: number; readonly auditMonths: number };
type Parts = {
  readonly db: Sqlite;
  readonly audit: AuditLog;
  readonly months: OfficeMonths;
  readonly clock: Clock;
  readonly log: Logger;
};

const EVERY_MS = 24 * 3_600_000;

/** Once a day erases what citizens wrote, imported due dates, and what was noted of people, when kept long enough. */
export async function keepOfficeRetention(parts: Parts, signal: AbortSignal): Promise<void> {
  const { audit, log } = parts;
  while (!signal.aborted) {
    try {
      eraseOffice(parts);
      // Written down elsewhere, the last hash also shows whether the newest rows were cut off.
      const { rows, head, faults } = await audit.verify();
      log.info({ event: "audit.verified", rows, head, faults: faults.length });
    } catch (error) {
      log.warn({ event: "office.not_erased", error: messageOf(error) });
    }
    await pause(EVERY_MS, signal);
  }
}

export function eraseOffice({ db, audit, months, clock }: Omit<Parts, "log">): void {
  const today = localDay(clock.now());
  const feedbackBefore = monthBefore(Date.parse(today), months.feedbackMonths);
  const feedback = eraseFeedback(db, feedbackBefore);
  if (feedback > 0) noteErasure(audit, { what: "feedback", before: feedbackBefore, count: feedback });
  const dueBefore = localDay(clock.now() - DUE_KEPT_DAYS * 24 * 3_600_000);
  const due = db.prepare("DELETE FROM imported_due WHERE due < ?").run(dueBefore).changes;
  if (due > 0) noteErasure(audit, { what: "due", before: dueBefore, count: due });
  const auditBefore = monthBefore(Date.parse(today), months.auditMonths);
  const rows = audit.forgetBefore(`${auditBefore}-01`);
  if (rows > 0) noteErasure(audit, { what: "audit", before: auditBefore, count: rows });
  forgetTamperNotes(db, `${auditBefore}-01`);
  // What was erased also stands in the log of writes, until that is emptied: today, or where somebody reads just now, tomorrow.
  db.pragma("wal_checkpoint(TRUNCATE)");
}

/** Their counts stay. → texts erased. */
function eraseFeedback(db: Sqlite, before: string): number {
  return db
    .transaction(() => {
      db.prepare("DELETE FROM feedback_codes WHERE month < ?").run(before);
      return db.prepare("DELETE FROM feedback WHERE day < ?").run(`${before}-01`).changes;
    })
    .immediate();
}
