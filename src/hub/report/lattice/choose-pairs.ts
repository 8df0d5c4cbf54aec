import { rowTotals, sumCells } from "#hub/report/agreement/pair-table.js";
import type { Inside } from "#hub/report/lattice/count-cell.js";
import { leastOutside } from "#hub/report/lattice/due.js";

type Table = readonly (readonly number[])[];
/** A cell whose pairs are not published yet. */
export type Unpaired = { readonly id: number; readonly inside: Inside };
export type PairGroup = { readonly ids: readonly number[]; readonly table: Table };

/**
 * The pairs of several cells are published as one table, once. Beside a cell's taps and scores that table would tell, in a
 * small cell, what those tapped who have no score: a cell is among them only when whoever it holds could have answered
 * otherwise, with the same cells and the same table. Undefined: fewer than k pairs so far.
 */
export function choosePairs(cells: readonly Unpaired[], k: number): PairGroup | undefined {
  const least = leastOutside(k);
  let group = cells;
  for (;;) {
    const safe = group.filter((cell) => isSafe(cell, group, least));
    if (safe.length === group.length) break;
    group = safe;
  }
  const table = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => group.reduce((sum, { inside }) => sum + at(inside.both, i, j), 0)),
  );
  const pairs = sumCells(table, () => 1);
  return pairs > 0 && pairs >= k ? { ids: group.map(({ id }) => id), table } : undefined;
}

const at = (table: Table, i: number, j: number): number => table[i]?.[j] ?? 0;
const total = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0);
const LEVELS = [0, 1, 2];

function isSafe(cell: Unpaired, group: readonly Unpaired[], least: number): boolean {
  const others = group.filter((other) => other !== cell);
  const { both, taps, scores } = cell.inside;
  const turned = (inside: Inside): Side => ({ both: transposed(inside.both), alone: inside.scores });
  const straight = (inside: Inside): Side => ({ both: inside.both, alone: inside.taps });
  const ofTaps =
    total(taps) === 0 ||
    isHidden(
      straight(cell.inside),
      others.map(({ inside }) => straight(inside)),
      least,
    );
  const ofScores =
    total(scores) === 0 ||
    isHidden(
      turned(cell.inside),
      others.map(({ inside }) => turned(inside)),
      least,
    );
  return sumCells(both, () => 1) === 0 || (ofTaps && ofScores);
}

/** One kind of answer: rows of those who have both kinds, and those who have this one alone. */
type Side = { readonly both: Table; readonly alone: readonly number[] };

/**
 * Whoever answered `a` and could not have changed places with somebody of the own kind who answered otherwise must be able
 * to do so with one of the other kind who answered `b`, while in another cell two change places the other way round.
 */
function isHidden(side: Side, others: readonly Side[], least: number): boolean {
  const rows = rowTotals(side.both);
  const bare = (counts: readonly number[], a: number): boolean =>
    (counts[a] ?? 0) > 0 && total(counts) - (counts[a] ?? 0) < least;
  const chain = (a: number, b: number): boolean =>
    LEVELS.some(
      (l) =>
        at(side.both, a, l) > 0 &&
        others.some(({ both, alone }) => at(both, b, l) >= least && (alone[a] ?? 0) >= least),
    );
  const ofBoth = LEVELS.every(
    (a) => !bare(rows, a) || LEVELS.some((b) => b !== a && (side.alone[b] ?? 0) >= least && chain(a, b)),
  );
  const ofAlone = LEVELS.every(
    (b) => !bare(side.alone, b) || LEVELS.some((a) => a !== b && (rows[a] ?? 0) >= least && chain(a, b)),
  );
  return ofBoth && ofAlone;
}

const transposed = (table: Table): Table => LEVELS.map((i) => LEVELS.map((j) => at(table, j, i)));
