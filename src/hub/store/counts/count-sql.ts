import type { TapFacts } from "#hub/report/integrity.js";
import type { Span } from "#hub/report/period.js";
import type { Tally } from "#hub/report/summary.js";

/** Both databases are asked in these words. $1: the place up to which everything was counted; $2 and $3: months, both included. */

/** What came after it, by month and by what it was. A transaction is rated once both halves are there. */
const NEWS = `
  SELECT month, CASE kind WHEN 'abstention' THEN 'abstention/' || coalesce(reason, '') ELSE kind END AS what, count(*) AS n
  FROM outcomes WHERE event > $1 GROUP BY 1, 2
  UNION ALL
  SELECT since.month, w.what, CASE w.what
    WHEN 'rating' THEN since.n WHEN 'soon' THEN since.soon WHEN 'soon/known' THEN since.soon_known
    WHEN 'zone-empty' THEN since.zone_empty ELSE since.zone_empty_known END
  FROM (SELECT month, count(*) AS n, coalesce(sum(soon), 0) AS soon, count(soon) AS soon_known,
               coalesce(sum(zone_empty), 0) AS zone_empty, count(zone_empty) AS zone_empty_known
        FROM ratings WHERE event > $1 GROUP BY month) since,
       (SELECT 'rating' AS what UNION ALL SELECT 'soon' UNION ALL SELECT 'soon/known' UNION ALL SELECT 'zone-empty'
        UNION ALL SELECT 'zone-empty/known') w
  UNION ALL
  SELECT o.month, 'rated', count(DISTINCT o.token)
  FROM ratings r JOIN outcomes o ON o.token = r.token WHERE r.event > $1 AND o.kind <> 'cancelled' GROUP BY 1
  UNION ALL
  SELECT o.month, 'rated', count(DISTINCT o.token)
  FROM outcomes o JOIN ratings r ON r.token = o.token
  WHERE o.event > $1 AND r.event <= $1 AND o.kind <> 'cancelled' GROUP BY 1`;

export const PLACE = "SELECT place FROM counted";
export const MOVE_PLACE = "UPDATE counted SET place = $1";

/** What is counted of these months, and what came since. The month of what has none is the empty one. */
export const TALLY = `
  SELECT what, CAST(sum(n) AS bigint) AS n FROM (SELECT month, what, n FROM counts UNION ALL ${NEWS}) c
  WHERE coalesce(month, '') BETWEEN $2 AND $3 GROUP BY what ORDER BY what`;

export const ADD_COUNTS = `
  INSERT INTO counts (month, what, n)
  SELECT coalesce(month, ''), what, CAST(sum(n) AS bigint) FROM (${NEWS}) c WHERE n > 0 GROUP BY 1, 2
  ON CONFLICT (month, what) DO UPDATE SET n = counts.n + excluded.n`;

/** A tap whose time could not be believed tells nothing of its day. */
const NEW_TAPS = "ratings WHERE event > $1 AND band IS NOT NULL AND counter IS NOT NULL AND rated IS NOT NULL";
export const ADD_SLOTS = `
  INSERT INTO tap_slots (counter, rated, n) SELECT counter, rated, count(*) FROM ${NEW_TAPS} GROUP BY 1, 2
  ON CONFLICT (counter, rated) DO UPDATE SET n = tap_slots.n + excluded.n`;
export const NEW_SLOTS = `SELECT DISTINCT counter, rated FROM ${NEW_TAPS}`;
export const SLOTS_OF_DAY = "SELECT rated, n FROM tap_slots WHERE counter = $1 AND rated >= $2 AND rated < $3";
export const SET_DAY = `
  INSERT INTO tap_days (counter, day, taps, bursts, day_end) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (counter, day) DO UPDATE SET taps = excluded.taps, bursts = excluded.bursts, day_end = excluded.day_end`;
export const FORGET_SLOTS = "DELETE FROM tap_slots WHERE rated < $1";
export const FORGET_DAYS = "DELETE FROM tap_days WHERE day < $1";

export const TAP_DAYS = `
  SELECT CAST(coalesce(sum(taps), 0) AS bigint) AS "of", CAST(coalesce(sum(bursts), 0) AS bigint) AS bursts,
         CAST(coalesce(sum(day_end), 0) AS bigint) AS "dayEnd" FROM tap_days WHERE substr(day, 1, 7) BETWEEN $1 AND $2`;
export const TAP_COUNTS = `
  SELECT what, CAST(sum(n) AS bigint) AS n FROM counts
  WHERE what IN ('soon', 'soon/known', 'zone-empty', 'zone-empty/known') AND month BETWEEN $1 AND $2 GROUP BY what`;
/** All that ever was, and what has no month. */
export const EVER: Span = { from: "", to: "9999-12" };

export type CountRow = { readonly what: string; readonly n: number };
export type DaysRow = { readonly of: number; readonly bursts: number; readonly dayEnd: number };

export function tallyOf(rows: readonly CountRow[]): Tally {
  const of = counted(rows);
  const reasons = rows.filter(({ what }) => what.startsWith("abstention/"));
  return {
    scores: of("score"),
    abstentions: reasons.reduce((sum, { n }) => sum + n, 0),
    cancelled: of("cancelled"),
    ratings: of("rating"),
    ratedTransactions: of("rated"),
    abstentionReasons: Object.fromEntries(reasons.map(({ what, n }) => [what.slice("abstention/".length), n])),
  };
}

export function tapFactsOf(rows: readonly CountRow[], days: DaysRow | undefined): TapFacts {
  const of = counted(rows);
  const { bursts = 0, dayEnd = 0, of: taps = 0 } = days ?? {};
  return {
    soon: { n: of("soon"), of: of("soon/known") },
    zoneEmpty: { n: of("zone-empty"), of: of("zone-empty/known") },
    bursts: { n: bursts, of: taps },
    dayEndBursts: { n: dayEnd, of: taps },
  };
}

const counted =
  (rows: readonly CountRow[]) =>
  (wanted: string): number =>
    rows.find(({ what }) => what === wanted)?.n ?? 0;
