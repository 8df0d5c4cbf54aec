import type { Noticed, TapFacts, TapSlot } from "#hub/report/integrity.js";
import type { Sqlite } from "#platform/sqlite.js";

/** How taps came about. What a desk did not know, or did not say yet, is not counted. */
export function tapFacts(db: Sqlite): TapFacts {
  const noticed = (column: "soon" | "zone_empty"): Noticed =>
    db.prepare<[], Noticed>(`SELECT coalesce(sum(${column}), 0) AS n, count(${column}) AS "of" FROM ratings`).get() ?? {
      n: 0,
      of: 0,
    };
  const slots = db
    .prepare<[], TapSlot>(
      "SELECT counter, rated, count(*) AS n FROM ratings WHERE rated IS NOT NULL GROUP BY counter, rated",
    )
    .all();
  return { soon: noticed("soon"), zoneEmpty: noticed("zone_empty"), slots };
}
