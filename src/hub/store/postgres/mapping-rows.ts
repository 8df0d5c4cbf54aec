import { type MappingPairs, type MappingRow, mappingPairsOf, NEWEST_PAIRS } from "#hub/store/mapping-rows.js";
import type { Query } from "#hub/store/postgres/database.js";

/** As on SQLite: of released cells only; erased contents teach nothing. */
export async function readMappingPairs(query: Query): Promise<MappingPairs> {
  const rows = await query<MappingRow>(
    `SELECT t.rating, e.body, to_char(e.received_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "receivedAt"
     FROM outcomes o
     JOIN ratings t ON t.token = o.token
     JOIN events e ON e.id = o.event
     WHERE o.kind = 'score' AND o.cell IS NOT NULL AND t.cell IS NOT NULL
     ORDER BY o.event DESC LIMIT $1`,
    [NEWEST_PAIRS],
  );
  return mappingPairsOf(rows.reverse());
}
