import type { Pairs } from "#hub/report/agreement/agreement.js";
import type { PairCount } from "#hub/report/agreement/pair-table.js";
import type { Noticed, TapFacts, TapSlot } from "#hub/report/integrity.js";
import type { FieldScores, Release, Tally } from "#hub/report/summary.js";
import type { Query } from "#hub/store/postgres/database.js";

export async function tally(query: Query): Promise<Tally> {
  const kinds = await query<{ kind: string; reason: string | null; n: number }>(
    `SELECT kind, CASE WHEN kind = 'abstention' THEN reason END AS reason, count(*) AS n FROM outcomes
     GROUP BY 1, 2 ORDER BY 2`,
  );
  const [taps] = await query<{ ratings: number; rated: number }>(
    `SELECT count(*) AS ratings, count(DISTINCT r.token) FILTER (WHERE o.token IS NOT NULL) AS rated
     FROM ratings r LEFT JOIN outcomes o ON o.token = r.token AND o.kind IN ('score', 'abstention')`,
  );
  const of = (wanted: string): number => kinds.reduce((sum, { kind, n }) => (kind === wanted ? sum + n : sum), 0);
  const abstained = kinds.filter(({ kind }) => kind === "abstention");
  return {
    scores: of("score"),
    abstentions: of("abstention"),
    cancelled: of("cancelled"),
    ratings: taps?.ratings ?? 0,
    ratedTransactions: taps?.rated ?? 0,
    abstentionReasons: Object.fromEntries(abstained.map(({ reason, n }) => [reason ?? "", n])),
  };
}

/** How taps came about. What a desk did not know, or did not say yet, is not counted. */
export async function tapFacts(query: Query): Promise<TapFacts> {
  const noticed = async (column: "soon" | "zone_empty"): Promise<Noticed> => {
    const [row] = await query<Noticed>(
      `SELECT coalesce(sum(${column}), 0) AS n, count(${column}) AS "of" FROM ratings`,
    );
    return row ?? { n: 0, of: 0 };
  };
  const slots = await query<TapSlot>(
    `SELECT counter, rated, count(*) AS n FROM ratings WHERE rated IS NOT NULL
     GROUP BY counter, rated ORDER BY counter, rated`,
  );
  return { soon: await noticed("soon"), zoneEmpty: await noticed("zone_empty"), slots };
}

/** A transaction whose procedure belongs to no field; no field can be named so. */
const NO_FIELD = "(none)";

export async function fieldScores(query: Query): Promise<FieldScores[]> {
  const rows = await query<{ field: string; n: number; total: number; releasedN: number; releasedTotal: number }>(
    `SELECT s.field, s.n, s.total, coalesce(r.n, 0) AS "releasedN", coalesce(r.total, 0.0) AS "releasedTotal"
     FROM (SELECT coalesce(field, $1) AS field, count(*) AS n, sum(score) AS total
           FROM outcomes WHERE kind = 'score' GROUP BY 1) s
     LEFT JOIN releases r ON r.field = s.field ORDER BY s.field COLLATE "C"`,
    [NO_FIELD],
  );
  return rows.map(({ field, n, total, releasedN, releasedTotal }) => ({
    field,
    n,
    total,
    released: { n: releasedN, total: releasedTotal },
  }));
}

export async function release(
  query: Query,
  due: (fields: readonly FieldScores[]) => readonly Release[],
): Promise<FieldScores[]> {
  for (const { field, n, total } of due(await fieldScores(query))) {
    await query(
      `INSERT INTO releases (field, n, total) VALUES ($1, $2, $3)
       ON CONFLICT (field) DO UPDATE SET n = excluded.n, total = excluded.total`,
      [field, n, total],
    );
  }
  return fieldScores(query);
}

/**
 * Transactions with a score and a tap, each counted once, by its first score and first tap. A pair has its place where
 * its later half was stored: a row that is appended never changes what lies before it.
 */
const PAIRS = `
  SELECT t.rating, o.score, greatest(o.event, t.event) AS place
  FROM outcomes o
  JOIN (SELECT token, min(event) AS event FROM ratings WHERE token IS NOT NULL GROUP BY token) f ON f.token = o.token
  JOIN ratings t ON t.event = f.event
  WHERE o.kind = 'score'`;

export async function readPairs(query: Query): Promise<Pairs> {
  const rows = await query<PairCount & { fresh: boolean }>(
    `SELECT rating, score, place > coalesce((SELECT place FROM pair_release), 0) AS fresh, count(*) AS n
     FROM (${PAIRS}) p GROUP BY 1, 2, 3 ORDER BY rating COLLATE "C", score`,
  );
  const side = (wanted: boolean): PairCount[] =>
    rows.filter(({ fresh }) => fresh === wanted).map(({ rating, score, n }) => ({ rating, score, n }));
  return { released: side(false), fresh: side(true) };
}

export async function releasePairs(query: Query, due: (pairs: Pairs) => boolean): Promise<Pairs> {
  const pairs = await readPairs(query);
  if (!due(pairs)) return pairs;
  await query(
    `INSERT INTO pair_release (id, place) SELECT 1, max(place) FROM (${PAIRS}) p
     ON CONFLICT (id) DO UPDATE SET place = excluded.place`,
  );
  return readPairs(query);
}
