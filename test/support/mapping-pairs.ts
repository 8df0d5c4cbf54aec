import type { Pair } from "#hub/mapping/pair.js";
import { createRandom } from "#simulation/random.js";

const LEVELS = ["dissatisfied", "satisfied", "very_satisfied"] as const;

type Ward = {
  readonly n: number;
  readonly seed: number;
  /** How many standard deviations of valence lie between two levels. */
  readonly apart: number;
  readonly shares?: readonly [number, number];
  readonly counters?: number;
};

/** Pairs of a made-up ward whose statistics are plain normal numbers: quick, for the mathematics of learning. */
export function mappingPairs({ n, seed, apart, shares = [0.12, 0.6], counters = 4 }: Ward): Pair[] {
  const random = createRandom(seed, 0);
  return Array.from({ length: n }, (_, i) => {
    const drawn = random.next();
    const level = drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2;
    const at = (spread: number) => Math.max(-1, Math.min(1, 0.2 * (apart * (level - 1) + spread * random.normal())));
    const [valenceWhole, valenceEnd] = [at(1), at(1.2)];
    return {
      counter: `quay-${(i % counters) + 1}`,
      rating: LEVELS[level] as (typeof LEVELS)[number],
      score: 50 + 50 * (0.6 * valenceWhole + 0.4 * valenceEnd),
      statistics: {
        valenceWhole,
        valenceEnd,
        positiveShare: Math.max(0, at(1)),
        negativeShare: Math.max(0, -at(1)),
        shortSmileShare: 0.02 * random.next(),
      },
    };
  });
}
