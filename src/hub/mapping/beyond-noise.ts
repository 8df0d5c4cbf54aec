import { deal, type OutOfSample } from "#hub/mapping/cross-validate.js";
import { weightedKappa } from "#hub/report/agreement/chance-corrected.js";
import { type PairTable, tableOf } from "#hub/report/agreement/pair-table.js";

/** One-sided 99 %: of a hundred mappings that are worth nothing, at most one would pass by luck. */
const Z99 = 2.326;
const BLOCKS = 20;

/** A gain and the least that it is with 99 %. */
export type Gain = { readonly value: number; readonly least: number };

/** What faces add to the plain shares of the taps, per pair, in nats. */
export function informationGain(judged: readonly OutOfSample[]): Gain {
  const n = judged.length;
  const value = judged.reduce((sum, { information }) => sum + information, 0) / n;
  const variance = judged.reduce((sum, { information }) => sum + (information - value) ** 2, 0) / (n - 1);
  return { value, least: value - Z99 * Math.sqrt(variance / n) };
}

/** Weighted κ of the learned mapping less that of the raw one, on the same pairs, by a jackknife over blocks. */
export function kappaGain(judged: readonly OutOfSample[]): Gain {
  const blocks = deal(
    judged.map((one) => ({ ...one, rating: one.pair.rating })),
    BLOCKS,
  );
  const value = difference(judged);
  const without = blocks.map((_, i) => difference(blocks.flatMap((block, j) => (j === i ? [] : block))));
  const mean = without.reduce((sum, one) => sum + one, 0) / BLOCKS;
  const variance = without.reduce((sum, one) => sum + (one - mean) ** 2, 0) * ((BLOCKS - 1) / BLOCKS);
  return { value, least: value - Z99 * Math.sqrt(variance) };
}

function difference(judged: readonly OutOfSample[]): number {
  const learned = judged.map(({ pair, learnedScore }) => ({ rating: pair.rating, score: learnedScore, n: 1 }));
  const raw = judged.map(({ pair }) => ({ rating: pair.rating, score: pair.score, n: 1 }));
  return kappaOf(tableOf(learned)) - kappaOf(tableOf(raw));
}

/** Undefined κ is what chance alone would agree: 0. */
const kappaOf = (table: PairTable): number => weightedKappa(table)?.value ?? 0;
