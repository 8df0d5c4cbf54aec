import type { Uptime } from "#contract/reports.js";
import { shareOf } from "#hub/report/period-figures.js";

/** How often one counter's machine reported on one local day. */
export type ReportDay = { readonly day: string; readonly counter: string; readonly reports: number };

/** A desk reports every 15 minutes; an office is open for eight hours. */
const EXPECTED = 32;

/**
 * A day is open when any counter reported, and every counter of the period is expected on it: one that was off all day
 * counts. What comes beyond eight hours makes up for nothing.
 */
export function uptimeOf(days: readonly ReportDay[]): Uptime | null {
  const reported = days.filter(({ reports }) => reports > 0);
  if (reported.length === 0) return null;
  const names = (of: (day: ReportDay) => string): number => new Set(reported.map(of)).size;
  const counterDays = names(({ day }) => day) * names(({ counter }) => counter);
  const came = reported.reduce((sum, { reports }) => sum + Math.min(reports, EXPECTED), 0);
  return { counterDays, reported: shareOf(came, counterDays * EXPECTED) };
}
