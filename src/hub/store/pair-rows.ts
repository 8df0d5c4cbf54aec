import type { Pairs } from "#hub/report/agreement/agreement.js";
import type { PairCount } from "#hub/report/agreement/pair-table.js";
import type { Sqlite } from "#platform/sqlite.js";

/**
 * Transactions with a score and a tap, each counted once, by its first score and first tap. A pair has its place where
 * its later half was stored: a row that is appended never changes what lies before it.
 */
const PAIRS = `
  SELECT t.rating, o.score, max(o.event, t.event) AS place
  FROM outcomes o
  JOIN (SELECT token, min(event) AS event FROM ratings WHERE token IS NOT NULL GROUP BY token) f ON f.token = o.token
  JOIN ratings t ON t.event = f.event
  WHERE o.kind = 'score'`;

export function readPairs(db: Sqlite): Pairs {
  const counted = (side: "<=" | ">") =>
    db
      .prepare<[], PairCount>(
        `SELECT rating, score, count(*) AS n FROM (${PAIRS})
         WHERE place ${side} coalesce((SELECT place FROM pair_release), 0)
         GROUP BY rating, score ORDER BY rating, score`,
      )
      .all();
  return { released: counted("<="), fresh: counted(">") };
}

/** Call it in a transaction. */
export function releasePairs(db: Sqlite, due: (pairs: Pairs) => boolean): Pairs {
  const pairs = readPairs(db);
  if (!due(pairs)) return pairs;
  db.prepare(`INSERT OR REPLACE INTO pair_release (id, place) SELECT 1, max(place) FROM (${PAIRS})`).run();
  return readPairs(db);
}
