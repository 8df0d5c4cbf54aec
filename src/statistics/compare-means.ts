import { student90, studentP } from "#statistics/student.js";

/** What a mean and its spread are made of. */
export type Sums = { readonly n: number; readonly total: number; readonly squares: number };

const meanOf = ({ n, total }: Sums): number => total / n;
const varianceOf = ({ n, total, squares }: Sums): number => Math.max(0, (squares - (total * total) / n) / (n - 1));

/** A mean with its 90 % interval by Student's t; `n` ≥ 2. */
export function meanInterval(sums: Sums): { value: number; low: number; high: number } {
  const value = meanOf(sums);
  const half = student90(sums.n - 1) * Math.sqrt(varianceOf(sums) / sums.n);
  return { value, low: value - half, high: value + half };
}

/** Welch's test (1947): `a` − `b`, its 90 % interval, and the two-sided p of their being one. `n` ≥ 2 on both sides. */
export function compareMeans(a: Sums, b: Sums): { by: number; low: number; high: number; p: number } {
  const by = meanOf(a) - meanOf(b);
  const [va, vb] = [varianceOf(a) / a.n, varianceOf(b) / b.n];
  const error = Math.sqrt(va + vb);
  if (error === 0) return { by, low: by, high: by, p: by === 0 ? 1 : 0 };
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  const half = student90(freedom) * error;
  return { by, low: by - half, high: by + half, p: studentP(by / error, freedom) };
}
