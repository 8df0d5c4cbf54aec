import { RATINGS } from "#contract/rating-scale.js";
import { levelColumn } from "#hub/report/agreement/pair-table.js";
import type { Unit } from "#hub/report/lattice/unit.js";

/**
 * So many must have answered otherwise than most did: one of them may be the attacker, who knows the own answer, and
 * there must still be another. A ward that sets k to 1 has no citizens: the demo, a bench.
 */
export const leastOutside = (k: number): number => Math.min(2, k - 1);

const outside = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0) - Math.max(0, ...counts);

/** Taps and levels of scores, from the worst up. */
const answersOf = (units: readonly Unit[]) => {
  const taps = [0, 0, 0];
  const levels = [0, 0, 0];
  for (const { rating, score } of units) {
    if (rating !== null) add(taps, RATINGS.indexOf(rating));
    if (score !== null) add(levels, levelColumn(score));
  }
  return { taps, levels };
};

const add = (counts: number[], at: number): void => {
  counts[at] = (counts[at] ?? 0) + 1;
};

/** Says nothing of how anyone answered: k units, and behind taps and behind scores either nobody or k. */
export function isLarge(units: readonly Unit[], k: number): boolean {
  if (units.length < Math.max(1, k)) return false;
  const rated = units.filter(({ rating }) => rating !== null).length;
  const scored = units.filter(({ score }) => score !== null).length;
  return [rated, scored].every((n) => n === 0 || n >= k);
}

/** Neither all taps nor all scores of one level, up to an exception. */
export function isMixed(units: readonly Unit[], k: number): boolean {
  const { taps, levels } = answersOf(units);
  return [taps, levels].every((counts) => counts.every((n) => n === 0) || outside(counts) >= leastOutside(k));
}

export const isDue = (units: readonly Unit[], k: number): boolean => isLarge(units, k) && isMixed(units, k);
