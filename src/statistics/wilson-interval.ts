/** The normal quantile of a two-sided 90 % interval. */
export const Z90 = 1.6448536269514722;

/** Wilson's score interval (1927) of a share; `n` ≥ 1. */
export function wilsonInterval(hits: number, n: number, z = Z90): { readonly low: number; readonly high: number } {
  const p = hits / n;
  const spread = z ** 2 / n;
  const middle = (p + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((p * (1 - p)) / n + spread / (4 * n))) / (1 + spread);
  // Rounding must not put a share of 0 or 1 outside of its own interval.
  return { low: Math.max(0, Math.min(p, middle - half)), high: Math.min(1, Math.max(p, middle + half)) };
}
