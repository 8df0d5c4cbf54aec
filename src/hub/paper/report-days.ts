import type { Span } from "#hub/report/period.js";
import type { ReportDay } from "#hub/report/uptime.js";
import type { Sqlite } from "#platform/sqlite.js";

/** How often each counter reported on each day of these months. */
export const readReportDays = (db: Sqlite, { from, to }: Span): ReportDay[] =>
  db
    .prepare<[string, string], ReportDay>(
      "SELECT day, counter, reports FROM fleet_days WHERE day BETWEEN ? AND ? ORDER BY day, counter",
    )
    .all(`${from}-01`, `${to}-31`);
