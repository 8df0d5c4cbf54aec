import { columnTotals, type PairTable, rowTotals, sumCells, totalOf } from "#hub/report/agreement/pair-table.js";
import type { Estimate } from "#hub/report/agreement/wilson.js";
import { Z90 } from "#statistics/wilson-interval.js";

/** A coefficient, and how it changes with the share of each cell (up to a constant): what its variance is made of. */
type Coefficient = { readonly value: number; readonly slope: (row: number, column: number) => number };

/** 1 on the diagonal, 0 between the ends; the square makes a miss by two levels count as four misses by one. */
const agreement = (i: number, j: number, levels: number): number => 1 - ((i - j) / (levels - 1)) ** 2;

/**
 * Cohen's κ with quadratic weights (1968); slope as in Fleiss, Cohen and Everitt (1969). Undefined when chance alone
 * agrees wholly: both sides always say the same one level.
 */
export function weightedKappa(table: PairTable): Estimate | undefined {
  return estimate(table, (cells) => {
    const n = totalOf(cells);
    const rows = rowTotals(cells).map((total) => total / n);
    const columns = columnTotals(cells).map((total) => total / n);
    const weight = (i: number, j: number): number => agreement(i, j, cells.length);
    // What a tap of this level would agree by chance, and so a score of this level.
    const tapChance = rows.map((_, i) => columns.reduce((sum, share, j) => sum + share * weight(i, j), 0));
    const scoreChance = columns.map((_, j) => rows.reduce((sum, share, i) => sum + share * weight(i, j), 0));
    const chance = rows.reduce((sum, share, i) => sum + share * (tapChance[i] ?? 0), 0);
    if (1 - chance < 1e-12) return undefined;
    const value = (sumCells(cells, weight) / n - chance) / (1 - chance);
    const slope = (i: number, j: number): number =>
      (weight(i, j) - (1 - value) * ((tapChance[i] ?? 0) + (scoreChance[j] ?? 0))) / (1 - chance);
    return { value, slope };
  });
}

/**
 * Gwet's AC2 with the same weights (Gwet 2014, Handbook of Inter-Rater Reliability). Where nearly everyone is satisfied
 * κ falls towards 0 although the two agree; AC2 does not. Defined for any pairs.
 */
export function gwetAc2(table: PairTable): Estimate | undefined {
  return estimate(table, (cells) => {
    const n = totalOf(cells);
    const levels = cells.length;
    const weight = (i: number, j: number): number => agreement(i, j, levels);
    const columns = columnTotals(cells);
    const use = rowTotals(cells).map((total, level) => (total + (columns[level] ?? 0)) / (2 * n));
    const ones = cells.map((row) => row.map(() => 1));
    const scale = sumCells(ones, weight) / (levels * (levels - 1));
    const chance = scale * use.reduce((sum, share) => sum + share * (1 - share), 0);
    const value = (sumCells(cells, weight) / n - chance) / (1 - chance);
    // Of chance: scale · ½·((1 − 2π_i) + (1 − 2π_j)).
    const chanceSlope = (i: number, j: number): number => scale * (1 - (use[i] ?? 0) - (use[j] ?? 0));
    return { value, slope: (i, j) => (weight(i, j) - (1 - value) * chanceSlope(i, j)) / (1 - chance) };
  });
}

/**
 * A 90 % interval by the delta method, made on the table with z² pairs more, spread as chance would (Agresti and Coull
 * 1998 do so for a share): without them ten agreeing pairs would claim a certainty of ±0.
 */
function estimate(table: PairTable, coefficient: (table: PairTable) => Coefficient | undefined): Estimate | undefined {
  if (totalOf(table) === 0) return undefined;
  const raw = coefficient(table);
  const smooth = smoothed(table);
  const middle = coefficient(smooth);
  if (!raw || !middle) return undefined;
  const n = totalOf(smooth);
  const mean = sumCells(smooth, middle.slope) / n;
  const variance = sumCells(smooth, (i, j) => (middle.slope(i, j) - mean) ** 2) / n ** 2;
  const half = Z90 * Math.sqrt(variance);
  const within = (value: number): number => Math.max(-1, Math.min(1, value));
  return {
    value: within(raw.value),
    low: within(Math.min(raw.value, middle.value - half)),
    high: within(Math.max(raw.value, middle.value + half)),
  };
}

function smoothed(table: PairTable): PairTable {
  const each = Z90 ** 2 / table.length ** 2;
  return table.map((row) => row.map((cell) => cell + each));
}
