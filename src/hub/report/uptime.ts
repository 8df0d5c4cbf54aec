import type { Uptime } from "#contract/reports.js";
import { shareOf } from "#hub/report/period-figures.js";

/** How often one counter's machine reported on one local day. */
export type ReportDay = { readonly day: string; readonly counter: string; readonly reports: number };
/** The days of a counter's first and last report, whenever they were; `last` null: it is enrolled, so more are to come. */
export type CounterLife = { readonly counter: string; readonly first: string; readonly last: string | null };
export type Reported = { readonly days: readonly ReportDay[]; readonly counters: readonly CounterLife[] };

/** A desk reports every 15 minutes; an office is open for eight hours, and at a week's end for a morning. */
const [WORKING_DAY, WEEK_END] = [32, 16];
const expectedOn = (day: string): number =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? WEEK_END : WORKING_DAY;

/**
 * A day is open when any counter reported, and every counter is expected on it that was there by then and is not gone:
 * one that was off all day counts, one that was renamed, brought in or taken away in the period does not count as off.
 * What comes beyond these hours makes up for nothing. Null: no report came.
 */
export function uptimeOf({ days, counters }: Reported): Extract<Uptime, { counterDays: number }> | null {
  const reported = days.filter(({ reports }) => reports > 0);
  const open = [...new Set(reported.map(({ day }) => day))];
  const expected = counters.flatMap(({ first, last }) =>
    open.filter((day) => day >= first && (last === null || day <= last)),
  );
  const came = sumOf(reported.map(({ day, reports }) => Math.min(reports, expectedOn(day))));
  const share = shareOf(came, sumOf(expected.map(expectedOn)));
  return share && { counterDays: expected.length, reported: share };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
