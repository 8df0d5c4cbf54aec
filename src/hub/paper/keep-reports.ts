import { type ReportSources, readReport } from "#hub/paper/read-report.js";
import type { ReportBook } from "#hub/paper/report-book.js";
import { monthsOf, periodBefore, quarterOf } from "#hub/report/period.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

type Parts = {
  readonly sources: ReportSources;
  readonly book: ReportBook;
  readonly clock: Clock;
  readonly log: Logger;
};

const EVERY_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** A counter that was off at the month's end still gets its events in. */
const GRACE_DAYS = 3;
/** Late cells and corrected imports of so many months make a revision. */
const MONTHS_BACK = 3;
const LOCAL_MS = 7 * 3_600_000;

/** Writes the reports of what has ended, once each, and again as a revision when their figures have changed. */
export async function keepReports(parts: Parts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await writeDueReports(parts);
    } catch (error) {
      // A full disk or a database that is away: the next round finds the same due.
      if (!isStoreFault(error) && !isErrorCode(error, "ledger.full")) throw error;
    }
    await pause(EVERY_MS, signal);
  }
}

export async function writeDueReports({ sources, book, clock, log }: Parts): Promise<void> {
  for (const period of duePeriods(clock.now())) {
    const report = await readReport(period, sources);
    // Of a ward that did not exist yet there is nothing to write.
    if (report.source.cells.n === 0 && report.missingImports.length === report.months.length) continue;
    const revision = await book.write(report, `${new Date(clock.now()).toISOString().slice(0, 19)}Z`);
    if (revision !== undefined) log.info({ event: "report.written", period, revision });
  }
}

/** Months and the quarters that they end, whose days of grace are over; the oldest first. */
export function duePeriods(now: number): string[] {
  const today = new Date(now + LOCAL_MS - GRACE_DAYS * DAY_MS);
  let month = today.toISOString().slice(0, 7);
  const due: string[] = [];
  for (let back = 0; back < MONTHS_BACK; back += 1) {
    month = periodBefore(month);
    const quarter = quarterOf(month);
    if (monthsOf(quarter).at(-1) === month) due.unshift(quarter);
    due.unshift(month);
  }
  return due;
}
