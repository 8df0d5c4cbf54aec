/** Nearest rank; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export const median = (values: readonly number[]): number | null => percentile(values, 0.5);

export const shareOf = <T>(values: readonly T[], is: (value: T) => boolean): number | null =>
  values.length === 0 ? null : values.filter(is).length / values.length;
