import { type MappingPairs, type MappingRow, mappingPairsOf, NEWEST_PAIRS } from "#hub/store/mapping-rows.js";
import type { Query } from "#hub/store/postgres/database.js";

/** As on SQLite: released pairs only, by the first score and the first tap; erased contents teach nothing. */
export async function readMappingPairs(query: Query): Promise<MappingPairs> {
  const rows = await query<MappingRow>(
    `SELECT t.rating, e.body, to_char(e.received_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "receivedAt"
     FROM outcomes o
     JOIN (SELECT token, min(event) AS event FROM ratings WHERE token IS NOT NULL GROUP BY token) f ON f.token = o.token
     JOIN ratings t ON t.event = f.event
     JOIN events e ON e.id = o.event
     WHERE o.kind = 'score' AND greatest(o.event, t.event) <= coalesce((SELECT place FROM pair_release), 0)
     ORDER BY o.event DESC LIMIT $1`,
    [NEWEST_PAIRS],
  );
  return mappingPairsOf(rows.reverse());
}
