export type Point = { readonly hours: number; readonly value: number };
export type Trend = {
  readonly first: number;
  readonly last: number;
  readonly most: number;
  /** Least squares over block means, per hour. */
  readonly slope: number;
  /** Half of its 95 % interval. */
  readonly noise: number;
  readonly flat: boolean;
};

/** What a garbage collector leaves behind: the beginning is warm-up, and says nothing of a leak. */
const WARM_UP = 0.2;
/** Samples 10 s apart are not independent (a heap saw-tooth lasts minutes); the means of so many blocks nearly are. */
const BLOCKS = 16;
/** Student's t, 97.5 %, for that many blocks less two. */
const T = 2.145;

/** The slope over the last 80 % of a run, with its noise. Undefined when there is too little to tell. */
export function trendOf(points: readonly Point[]): Trend | undefined {
  const last = points.at(-1);
  const first = points[0];
  if (!first || !last) return undefined;
  const from = first.hours + WARM_UP * (last.hours - first.hours);
  const kept = points.filter(({ hours }) => hours >= from);
  const blocks = blockMeans(kept);
  if (blocks.length < BLOCKS) return undefined;
  const { slope, error } = leastSquares(blocks);
  const noise = T * error;
  return {
    first: blocks[0]?.value ?? 0,
    last: blocks.at(-1)?.value ?? 0,
    most: Math.max(...kept.map(({ value }) => value)),
    slope,
    noise,
    flat: slope <= noise,
  };
}

function blockMeans(points: readonly Point[]): Point[] {
  const size = points.length / BLOCKS;
  if (size < 1) return [];
  return Array.from({ length: BLOCKS }, (_, block) => {
    const part = points.slice(Math.round(block * size), Math.round((block + 1) * size));
    return { hours: mean(part.map(({ hours }) => hours)), value: mean(part.map(({ value }) => value)) };
  });
}

function leastSquares(points: readonly Point[]): { slope: number; error: number } {
  const [atHours, atValue] = [mean(points.map(({ hours }) => hours)), mean(points.map(({ value }) => value))];
  const spread = sum(points.map(({ hours }) => (hours - atHours) ** 2));
  const slope = sum(points.map(({ hours, value }) => (hours - atHours) * (value - atValue))) / spread;
  const left = sum(points.map(({ hours, value }) => (value - atValue - slope * (hours - atHours)) ** 2));
  return { slope, error: Math.sqrt(left / (points.length - 2) / spread) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
