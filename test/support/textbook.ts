/**
 * The report's statistics a second time, from their definitions and not as the product reckons them: equations solved by
 * halving, integrals by Simpson's rule, slopes by differences. Slow, and for tests only.
 */
const Z = 1.6448536269514722;

export type Interval = { readonly value: number; readonly low: number; readonly high: number };

/** Where `of` changes its sign. */
function rootOf(of: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 45; step += 1) {
    const middle = (low + high) / 2;
    if (of(middle) > 0 === of(high) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Wilson: the true shares from which the observed one lies z standard errors away. */
export function wilsonOf(hits: number, n: number): Interval {
  const value = hits / n;
  const off = (true_: number): number => (value - true_) ** 2 - (Z ** 2 * true_ * (1 - true_)) / n;
  return {
    value,
    low: hits === 0 ? 0 : rootOf(off, 0, value),
    high: hits === n ? 1 : rootOf(off, value, 1),
  };
}

/** Newcombe's square-and-add of two Wilson intervals. */
export function newcombe(now: readonly [number, number], before: readonly [number, number]): Interval {
  const [a, b] = [wilsonOf(...now), wilsonOf(...before)];
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.sqrt((a.value - a.low) ** 2 + (b.high - b.value) ** 2),
    high: value + Math.sqrt((a.high - a.value) ** 2 + (b.value - b.low) ** 2),
  };
}

/** Two-sided mid-p of Fisher's table, its chances from the recurrence of the hypergeometric distribution. */
export function fisherMidP([a, m]: readonly [number, number], [b, n]: readonly [number, number]): number {
  const hits = a + b;
  const first = Math.max(0, hits - n);
  const weights: number[] = [1];
  for (let x = first; x < Math.min(hits, m); x += 1)
    weights.push(((weights.at(-1) ?? 0) * (m - x) * (hits - x)) / ((x + 1) * (n - hits + x + 1)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const here = weights[a - first] ?? 0;
  const counted = (weight: number): number =>
    Math.abs(weight / here - 1) < 1e-7 ? weight / 2 : weight < here ? weight : 0;
  return weights.reduce((sum, weight) => sum + counted(weight), 0) / whole;
}

/** Two-sided p of Student's t: what its density leaves beyond. */
function tailsOf(t: number, freedom: number): number {
  const density = (x: number): number => (1 + x ** 2 / freedom) ** (-(freedom + 1) / 2);
  // x = tan u: the whole line becomes a finite stretch.
  const area = (to: number): number => simpson((u) => density(Math.tan(u)) / Math.cos(u) ** 2, to);
  return 1 - area(Math.atan(Math.abs(t))) / area(Math.PI / 2 - 1e-9);
}

function simpson(of: (x: number) => number, to: number): number {
  const steps = 300;
  let sum = of(0) + of(to);
  for (let i = 1; i < steps; i += 1) sum += (i % 2 === 0 ? 2 : 4) * of((i * to) / steps);
  return (sum * to) / steps / 3;
}

const t90 = (freedom: number): number => rootOf((t) => tailsOf(t, freedom) - 0.1, 1, 7);

/** n, mean and variance of the sample. */
export type Sample = { readonly n: number; readonly mean: number; readonly variance: number };

export function meanOf({ n, mean, variance }: Sample): Interval {
  const half = t90(n - 1) * Math.sqrt(variance / n);
  return { value: mean, low: Math.max(0, mean - half), high: Math.min(100, mean + half) };
}

export function welch(now: Sample, before: Sample): Interval & { readonly p: number } {
  const [a, b] = [now.variance / now.n, before.variance / before.n];
  const freedom = (a + b) ** 2 / (a ** 2 / (now.n - 1) + b ** 2 / (before.n - 1));
  const value = now.mean - before.mean;
  const half = t90(freedom) * Math.sqrt(a + b);
  return { value, low: value - half, high: value + half, p: tailsOf(value / Math.sqrt(a + b), freedom) };
}

/** Which of these p stay under 0.1 when Holm goes through them from the smallest and stops at the first that does not. */
export function clearByHolm(ps: readonly number[]): boolean[] {
  const order = ps.map((_, place) => place).sort((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1));
  const stopped = order.findIndex((place, rank) => (ps[place] ?? 1) * (ps.length - rank) >= 0.1);
  const clear = new Set(stopped < 0 ? order : order.slice(0, stopped));
  return ps.map((_, place) => clear.has(place));
}

type Table = readonly (readonly number[])[];
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** 1 − observed ÷ expected squared distance of the two levels. */
const kappa = (table: Table): number => {
  const n = total(table.flat());
  const column = (j: number): number => total(table.map((row) => row[j] ?? 0));
  const [seen, expected] = [0, 1].map((which) =>
    total(
      table.flatMap((row, i) =>
        row.map((cell, j) => (i - j) ** 2 * (which === 0 ? cell : (total(row) * column(j)) / n)),
      ),
    ),
  ) as [number, number];
  return 1 - seen / expected;
};

const ac2 = (table: Table): number => {
  const n = total(table.flat());
  const q = table.length;
  const weight = (i: number, j: number): number => 1 - (i - j) ** 2 / (q - 1) ** 2;
  const seen = total(table.flatMap((row, i) => row.map((cell, j) => weight(i, j) * cell))) / n;
  const use = table.map((row, level) => (total(row) + total(table.map((other) => other[level] ?? 0))) / 2 / n);
  const weights = total(table.flatMap((row, i) => row.map((_, j) => weight(i, j))));
  const chance = (weights / (q * (q - 1))) * total(use.map((share) => share * (1 - share)));
  return (seen - chance) / (1 - chance);
};

export const COEFFICIENTS = { kappa, ac2 };

/** With its delta-method interval on the table that has z² chance pairs more, the slopes by differences. */
export function coefficientOf(of: (table: Table) => number, table: Table): Interval {
  const more = table.map((row) => row.map((cell) => cell + Z ** 2 / table.length ** 2));
  const n = total(more.flat());
  const shares = more.map((row) => row.map((cell) => cell / n));
  const moved = (i: number, j: number, by: number): Table =>
    shares.map((row, k) => row.map((share, l) => (k === i && l === j ? share + by : share)));
  const slopes = shares.map((row, i) => row.map((_, j) => (of(moved(i, j, 1e-5)) - of(moved(i, j, -1e-5))) / 2e-5));
  const weighed = (what: (slope: number) => number): number =>
    total(shares.flatMap((row, i) => row.map((share, j) => share * what(slopes[i]?.[j] ?? 0))));
  const mean = weighed((slope) => slope);
  const half = Z * Math.sqrt(weighed((slope) => (slope - mean) ** 2) / n);
  const [value, middle] = [of(table), of(more)];
  return { value, low: Math.min(value, middle - half), high: Math.max(value, middle + half) };
}
