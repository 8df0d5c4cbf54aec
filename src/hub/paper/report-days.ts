import type { Span } from "#hub/report/period.js";
import type { CounterLife, ReportDay, Reported } from "#hub/report/uptime.js";
import type { Sqlite } from "#platform/sqlite.js";

/** How often each counter reported on each day of these months, and since when and until when it has been reporting at all. */
export function readReportDays(db: Sqlite, { from, to }: Span, enrolled: ReadonlySet<string>): Reported {
  const days = db
    .prepare<[string, string], ReportDay>(
      "SELECT day, counter, reports FROM fleet_days WHERE day BETWEEN ? AND ? ORDER BY day, counter",
    )
    .all(`${from}-01`, `${to}-31`);
  const lives = db
    .prepare<[], CounterLife>(
      "SELECT counter, min(day) AS first, max(day) AS last FROM fleet_days WHERE reports > 0 GROUP BY counter",
    )
    .all();
  return { days, counters: lives.map((life) => (enrolled.has(life.counter) ? { ...life, last: null } : life)) };
}
