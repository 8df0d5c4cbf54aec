import type { Uptime } from "#contract/reports.js";
import { shareOf } from "#hub/report/period-figures.js";

/** How often one counter's machine reported on one local day. */
export type ReportDay = { readonly day: string; readonly counter: string; readonly reports: number };

/** A desk reports every 15 minutes; an office is open for eight hours, and at a week's end for a morning. */
const [WORKING_DAY, WEEK_END] = [32, 16];
const expectedOn = (day: string): number =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? WEEK_END : WORKING_DAY;

/**
 * A day is open when any counter reported, and every counter of the period is expected on it: one that was off all day
 * counts. What comes beyond these hours makes up for nothing.
 */
export function uptimeOf(reportDays: readonly ReportDay[]): Uptime | null {
  const reported = reportDays.filter(({ reports }) => reports > 0);
  if (reported.length === 0) return null;
  const days = [...new Set(reported.map(({ day }) => day))];
  const counters = new Set(reported.map(({ counter }) => counter)).size;
  const expected = counters * sumOf(days.map(expectedOn));
  const came = sumOf(reported.map(({ day, reports }) => Math.min(reports, expectedOn(day))));
  return { counterDays: counters * days.length, reported: shareOf(came, expected) };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
