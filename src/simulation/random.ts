/** Chance that a seed repeats exactly, on every machine. Not for secrets. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  readonly normal: () => number;
};

/** SFC32 (PractRand's small fast counter). Two numbers so that each transaction has a row of its own. */
export function createRandom(seed: number, row: number): Random {
  let [a, b, c, counter] = [seed | 0, row | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i += 1) next();
  return {
    next,
    chance: (probability) => next() < probability,
    // Box and Muller; 1 − u is never 0.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
