import type { HailongEvent } from "#contract/event.js";
import type { Pair } from "#hub/mapping/pair.js";
import type { Sqlite } from "#platform/sqlite.js";

/** Pairs with their statistics, oldest first, and the days over which they came. */
export type MappingPairs = { readonly pairs: readonly Pair[]; readonly days: number };

/** The newest: a camera that was moved last year must not speak for ever, and learning must not hold up the hub for long. */
export const NEWEST_PAIRS = 10_000;
export type MappingRow = { readonly rating: Pair["rating"]; readonly body: string; readonly receivedAt: string };

/**
 * By the first score and the first tap of a transaction, and only of those that are in released cells: what is
 * learned, and what is said to be missing, moves by k citizens at a time like every figure. Scores whose content was erased teach nothing.
 */
export function readMappingPairs(db: Sqlite): MappingPairs {
  const rows = db
    .prepare<[number], MappingRow>(
      `SELECT t.rating, e.body, e.received_at AS receivedAt
       FROM outcomes o
       JOIN ratings t ON t.event = (SELECT min(f.event) FROM ratings f WHERE f.token = o.token)
       JOIN events e ON e.id = o.event
       WHERE o.kind = 'score' AND o.cell IS NOT NULL AND t.cell IS NOT NULL AND e.body IS NOT NULL
       ORDER BY o.event DESC LIMIT ?`,
    )
    .all(NEWEST_PAIRS)
    .reverse();
  return mappingPairsOf(rows);
}

/** `rows`: the oldest first. */
export function mappingPairsOf(rows: readonly MappingRow[]): MappingPairs {
  const pairs = rows.flatMap(({ rating, body }) => {
    const { type, source, data }: HailongEvent = JSON.parse(body);
    if (type !== "vn.hailong.score.v1") return [];
    const { score, statistics } = data;
    return [{ counter: source.split("/").at(-1) ?? "", rating, score, statistics }];
  });
  const times = rows.map(({ receivedAt }) => Date.parse(receivedAt));
  const span = times.length > 0 ? Math.max(...times) - Math.min(...times) : 0;
  return { pairs, days: Math.floor(span / 86_400_000) + 1 };
}
