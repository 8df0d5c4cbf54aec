import type { SeriesFacts } from "#desk/scoring/second-series.js";

/** 90 % of a normal distribution lies within this many standard deviations. */
const Z90 = 1.645;
/** Standard deviation, in score points, of what a window cannot see in itself: one face, one light, one model. */
const FLOOR_POINTS = 2;

/**
 * Half of the 90 % measurement interval, in score points: how well the face was read, not how satisfied anyone is.
 * Three parts: reading noise (steps between neighbouring seconds, so that a frown that becomes a smile is not taken
 * for noise); the unread share of the window, whose mean may differ from the read share's by the spread seen; a floor.
 * `read`: usable time ÷ time from the first to the last usable moment. `weights`: of whole and end, summing to 1.
 */
export function halfInterval(facts: SeriesFacts, read: number, weights: { whole: number; end: number }): number {
  // score ∝ whole·(¾ rest + ¼ last quarter) + end·last quarter: the last quarter counts more and rests on fewer seconds.
  const inflation = weights.whole ** 2 * 0.75 + (weights.whole / 4 + weights.end) ** 2 * 4;
  const reading = facts.noise / Math.max(1, facts.seconds);
  const unread = Math.max(0, Math.min(1, 1 - read));
  const unreadCount = Math.max(1, (facts.effective * unread) / Math.max(read, 1e-6));
  const missing = unread ** 2 * facts.variance * (1 / unreadCount + 1 / Math.max(1, facts.effective));
  return Z90 * Math.sqrt(50 ** 2 * inflation * (reading + missing) + FLOOR_POINTS ** 2);
}
