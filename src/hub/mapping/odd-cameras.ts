import { RATINGS } from "#contract/rating-scale.js";
import type { Level, Pair } from "#hub/mapping/pair.js";

/** A counter whose camera reads faces otherwise than its neighbours'. A matter for a technician, not for a clerk. */
export type OddCamera = { readonly counter: string; readonly points: number };

const MINIMUM_PAIRS = 30;
const MINIMUM_PER_LEVEL = 5;
const MINIMUM_COUNTERS = 3;
/** Smaller shifts come of light and procedures; larger ones only count when they are beyond noise too. */
const MINIMUM_POINTS = 8;
const SIGMAS = 4;

/**
 * Scores are compared among citizens who tapped the same level, so that a counter with less satisfied citizens is not
 * called odd, and with the median of the counters, so that an odd one does not move what it is held against.
 */
export function oddCameras(pairs: readonly Pair[]): OddCamera[] {
  const counters = byCounter(pairs);
  if (counters.size < MINIMUM_COUNTERS) return [];
  const usual = new Map(RATINGS.map((level) => [level, usualScore([...counters.values()], level)]));
  return [...counters].flatMap(([counter, own]) => {
    const shifts = own.flatMap(({ rating, score }) => {
      const expected = usual.get(rating);
      return expected === undefined ? [] : [score - expected];
    });
    if (shifts.length < MINIMUM_PAIRS) return [];
    const points = meanOf(shifts);
    const variance = meanOf(shifts.map((shift) => (shift - points) ** 2));
    const clear = Math.abs(points) >= Math.max(MINIMUM_POINTS, SIGMAS * Math.sqrt(variance / shifts.length));
    return clear ? [{ counter, points }] : [];
  });
}

function byCounter(pairs: readonly Pair[]): Map<string, Pair[]> {
  const counters = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const own = counters.get(pair.counter);
    if (own) own.push(pair);
    else counters.set(pair.counter, [pair]);
  }
  return counters;
}

function usualScore(counters: readonly (readonly Pair[])[], level: Level): number | undefined {
  const means = counters
    .map((own) => own.filter(({ rating }) => rating === level).map(({ score }) => score))
    .filter((scores) => scores.length >= MINIMUM_PER_LEVEL)
    .map(meanOf)
    .sort((a, b) => a - b);
  if (means.length < MINIMUM_COUNTERS) return undefined;
  const middle = (means.length - 1) / 2;
  return ((means[Math.floor(middle)] as number) + (means[Math.ceil(middle)] as number)) / 2;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
