import { RATINGS, type Rating } from "#contract/rating-scale.js";
import type { Cell } from "#hub/report/cell.js";

/** Released cells added up: all that a view may know. */
export type CellSums = {
  readonly transactions: number;
  readonly scores: number;
  readonly scoreTotal: number;
  readonly scoreSquares: number;
  readonly abstentions: ReadonlyMap<string, number>;
  readonly ratings: Readonly<Record<Rating, number>>;
  readonly taps: number;
  readonly ratedTransactions: number;
};

export function sumCells(cells: readonly Cell[]): CellSums {
  const sum = (of: (cell: Cell) => number): number => cells.reduce((total, cell) => total + of(cell), 0);
  const abstentions = new Map<string, number>();
  for (const cell of cells)
    for (const [reason, n] of Object.entries(cell.abstentions))
      abstentions.set(reason, (abstentions.get(reason) ?? 0) + n);
  return {
    transactions: sum((cell) => cell.transactions),
    scores: sum((cell) => cell.scores),
    scoreTotal: sum((cell) => cell.scoreTotal),
    scoreSquares: sum((cell) => cell.scoreSquares),
    abstentions,
    ratings: {
      dissatisfied: sum((cell) => cell.ratings.dissatisfied),
      satisfied: sum((cell) => cell.ratings.satisfied),
      very_satisfied: sum((cell) => cell.ratings.very_satisfied),
    },
    taps: sum((cell) => RATINGS.reduce((taps, level) => taps + cell.ratings[level], 0)),
    ratedTransactions: sum((cell) => cell.ratedTransactions),
  };
}

/** Cells by what `keyOf` says of them, in the order in which the keys came first. */
export function groupCells<Key>(cells: readonly Cell[], keyOf: (cell: Cell) => Key): Map<Key, Cell[]> {
  const groups = new Map<Key, Cell[]>();
  for (const cell of cells) {
    const group = groups.get(keyOf(cell));
    if (group) group.push(cell);
    else groups.set(keyOf(cell), [cell]);
  }
  return groups;
}
