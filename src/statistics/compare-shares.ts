import { logChoose } from "#statistics/log-gamma.js";
import { wilsonInterval } from "#statistics/wilson-interval.js";

export type Hits = { readonly hits: number; readonly n: number };

/**
 * Two-sided p of two shares being one: Fisher's exact test with the mid-p of Lancaster (1961), which is not as timid. It
 * holds where one in a hundred is dissatisfied, as the normal approximation does not. `n` ≥ 1 on both sides.
 */
export function sharesDiffer(a: Hits, b: Hits): number {
  const hits = a.hits + b.hits;
  const all = a.n + b.n;
  const first = Math.max(0, hits - b.n);
  const last = Math.min(hits, a.n);
  const whole = logChoose(all, hits);
  const chanceOf = (x: number): number => Math.exp(logChoose(a.n, x) + logChoose(b.n, hits - x) - whole);
  const here = chanceOf(a.hits);
  let p = 0;
  for (let x = first; x <= last; x += 1) {
    const chance = chanceOf(x);
    if (chance < here * (1 - 1e-7)) p += chance;
    else if (chance <= here * (1 + 1e-7)) p += chance / 2;
  }
  return Math.min(1, p);
}

/** `a` − `b` with Newcombe's interval (1998, method 10), 90 %. */
export function shareDifference(a: Hits, b: Hits): { by: number; low: number; high: number } {
  const [pa, pb] = [a.hits / a.n, b.hits / b.n];
  const [ia, ib] = [wilsonInterval(a.hits, a.n), wilsonInterval(b.hits, b.n)];
  const by = pa - pb;
  return {
    by,
    low: by - Math.hypot(pa - ia.low, ib.high - pb),
    high: by + Math.hypot(ia.high - pa, pb - ib.low),
  };
}
