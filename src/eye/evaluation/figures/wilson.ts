/** A share with the numbers behind it and its 90 % interval. */
export type Share = {
  readonly hits: number;
  readonly n: number;
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
};

/** The normal quantile of a two-sided 90 % interval. */
const Z90 = 1.6448536269514722;

/** Wilson's score interval (1927). Of nothing, anything may be true: 0 to 1, and no share. */
export function wilson(hits: number, n: number, z = Z90): Share {
  if (n === 0) return { hits, n, share: null, low: 0, high: 1 };
  const p = hits / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return { hits, n, share: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
