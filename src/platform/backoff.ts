/** Exponential backoff with full jitter: attempt 1, 2, 3 … → ms. `random` in [0, 1). */
export function backoff(attempt: number, options: { baseMs: number; maxMs: number; random?: () => number }): number {
  const ceiling = Math.min(options.maxMs, options.baseMs * 2 ** Math.min(attempt - 1, 20));
  return ceiling * (0.5 + 0.5 * (options.random ?? Math.random)());
}
