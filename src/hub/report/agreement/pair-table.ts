import { RATINGS } from "#contract/rating-scale.js";

type Level = (typeof RATINGS)[number];
/** So many transactions with this tap and this score, as far as they are alike. */
export type PairCount = { readonly rating: Level; readonly score: number; readonly n: number };
/** Rows: what citizens tapped. Columns: the level of the camera's score. Both from the worst to the best. */
export type PairTable = readonly (readonly number[])[];

/**
 * Where an uncalibrated score changes its level (design 5.6). A score on a cut belongs to the upper level; a neutral
 * face, 50, lies in the middle one.
 */
export const CUTS = { satisfied: 35, verySatisfied: 65 } as const;

/** Which level a score has, from the worst: 0, 1 or 2. */
export const levelColumn = (score: number): number => (score < CUTS.satisfied ? 0 : score < CUTS.verySatisfied ? 1 : 2);

export function tableOf(pairs: readonly PairCount[]): PairTable {
  const table = RATINGS.map(() => RATINGS.map(() => 0));
  for (const { rating, score, n } of pairs) {
    const row = table[RATINGS.indexOf(rating)] as number[];
    row[levelColumn(score)] = (row[levelColumn(score)] as number) + n;
  }
  return table;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const rowTotals = (table: PairTable): number[] => table.map(sum);
export const columnTotals = (table: PairTable): number[] =>
  table.map((_, column) => sum(table.map((row) => row[column] ?? 0)));
export const totalOf = (table: PairTable): number => sum(rowTotals(table));

/** Σ over all cells of `of(i, j)`, weighed by the cell. */
export const sumCells = (table: PairTable, of: (row: number, column: number) => number): number =>
  sum(table.map((cells, i) => sum(cells.map((cell, j) => cell * of(i, j)))));
