import type { Cell } from "#hub/report/cell.js";
import type { Unpaired } from "#hub/report/lattice/choose-pairs.js";
import type { Counts, Inside } from "#hub/report/lattice/count-cell.js";
import type { Cut } from "#hub/report/lattice/cut-cells.js";
import type { Unit } from "#hub/report/lattice/unit.js";
import type { MakeCells, MakePairs } from "#hub/store/cells/cell-store.js";

/** Both databases are asked in these words; `$1` is a parameter's place. */

/** What a part still has outside of cells; each transaction with its first tap. $1 month, $2 week or null, $3 sealed until. */
export const OPEN_TRANSACTIONS = `
  SELECT o.event AS outcome, o.field, o.procedure, o.band, o.score, o.reason, f.event IS NOT NULL AS rated,
         CASE WHEN f.cell IS NULL AND f.month || ' ' || f.week > $3 THEN f.event END AS tap,
         CASE WHEN f.cell IS NULL AND f.month || ' ' || f.week > $3 THEN f.rating END AS rating
  FROM outcomes o
  LEFT JOIN ratings f ON f.token = o.token AND f.event = (SELECT min(e.event) FROM ratings e WHERE e.token = o.token)
  WHERE o.cell IS NULL AND o.kind <> 'cancelled' AND o.month = $1 AND (CAST($2 AS text) IS NULL OR o.week = $2)
    AND o.month || ' ' || o.week > $3
  ORDER BY o.event`;

/**
 * Taps that no open transaction has: of nobody, of a cancelled one, or late. One whose transaction is not known yet waits
 * while the part lasts ($4 = 0): most come before their score.
 */
export const OPEN_TAPS = `
  SELECT NULL AS outcome, r.event AS tap, r.field, r.procedure, r.band, NULL AS score, NULL AS reason, r.rating,
         EXISTS (SELECT 1 FROM outcomes o WHERE o.token = r.token AND o.kind <> 'cancelled') AS rated
  FROM ratings r
  WHERE r.cell IS NULL AND r.month = $1 AND (CAST($2 AS text) IS NULL OR r.week = $2)
    AND r.month || ' ' || r.week > $3
    AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.token = r.token AND o.cell IS NULL AND o.kind <> 'cancelled')
    AND (CAST($4 AS int) = 1 OR r.token IS NULL OR EXISTS (SELECT 1 FROM outcomes o WHERE o.token = r.token))
  ORDER BY r.event`;

export const OPEN_PARTS = `
  SELECT month, week FROM outcomes WHERE cell IS NULL AND kind <> 'cancelled' GROUP BY month, week UNION
  SELECT month, week FROM ratings WHERE cell IS NULL GROUP BY month, week ORDER BY month, week`;

/** $1, $2: months, both included. */
export const WITHHELD = `
  SELECT (SELECT count(*) FROM outcomes WHERE cell IS NULL AND kind <> 'cancelled' AND month BETWEEN $1 AND $2)
           AS transactions,
         (SELECT count(*) FROM ratings WHERE cell IS NULL AND month BETWEEN $1 AND $2) AS ratings`;

export const CELLS = "SELECT * FROM cells WHERE month BETWEEN $1 AND $2 ORDER BY id";
/** As `orderOf` has parts. */
export const LAST_RELEASED = `
  SELECT coalesce(max(id), 0) AS cell, coalesce(max(month || ' ' || coalesce(week, '9999-99-99')), '') AS until FROM cells`;
export const UNPAIRED = "SELECT id, inside FROM cells WHERE inside IS NOT NULL AND month = $1 ORDER BY id";
export const UNPAIRED_MONTHS = "SELECT DISTINCT month FROM cells WHERE inside IS NOT NULL ORDER BY month";
export const INSERT_CELL = `
  INSERT INTO cells (released_at, month, week, field, procedure, band, transactions, scores, score_total, score_squares,
                     abstentions, ratings, rated_transactions, pairs, inside, k)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id`;

export type UnitRow = Omit<Unit, "rated"> & { readonly rated: boolean | number };
export const unitOf = (row: UnitRow): Unit => ({ ...row, rated: Boolean(row.rated) });

export type InsideRow = { readonly id: number; readonly inside: string };
export const unpairedOf = ({ id, inside }: InsideRow): Unpaired => ({ id, inside: JSON.parse(inside) });

export type CellRow = {
  readonly id: number;
  readonly released_at: string;
  readonly k: number;
  readonly month: string;
  readonly week: string | null;
  readonly field: string | null;
  readonly procedure: string | null;
  readonly band: Cell["band"];
  readonly transactions: number;
  readonly scores: number;
  readonly score_total: number;
  readonly score_squares: number;
  readonly abstentions: string;
  readonly ratings: string;
  readonly rated_transactions: number;
  readonly pairs: string;
};

export const cellOf = (row: CellRow): Cell => ({
  id: row.id,
  releasedAt: row.released_at,
  k: row.k,
  month: row.month,
  week: row.week,
  field: row.field,
  procedure: row.procedure,
  band: row.band,
  transactions: row.transactions,
  scores: row.scores,
  scoreTotal: row.score_total,
  scoreSquares: row.score_squares,
  abstentions: JSON.parse(row.abstentions),
  ratings: JSON.parse(row.ratings),
  ratedTransactions: row.rated_transactions,
  pairs: JSON.parse(row.pairs),
});

const NO_PAIRS = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
];

type Released = Pick<MakeCells, "part" | "k" | "releasedAt">;

/** The parameters of INSERT_CELL. */
export function cellValues(
  cut: Cut,
  { counts, inside }: { counts: Counts; inside: Inside },
  { part, k, releasedAt }: Released,
) {
  const { field, procedure, band } = cut;
  return [
    ...[releasedAt, part.month, part.week, field, procedure, band],
    ...[counts.transactions, counts.scores, counts.scoreTotal, counts.scoreSquares],
    ...[JSON.stringify(counts.abstentions), JSON.stringify(counts.ratings), counts.ratedTransactions],
    ...[JSON.stringify(NO_PAIRS), inside.both.flat().some((n) => n > 0) ? JSON.stringify(inside) : null, k],
  ];
}

/** The same, of a cell that holds the pairs of others, and nothing else. */
export const pairValues = (table: Cell["pairs"], { month, k, releasedAt }: Omit<MakePairs, "choose">) => [
  ...[releasedAt, month, null, null, null, null, 0, 0, 0, 0, "{}"],
  ...[JSON.stringify({ dissatisfied: 0, satisfied: 0, very_satisfied: 0 }), 0, JSON.stringify(table), null, k],
];
