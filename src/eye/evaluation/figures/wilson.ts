import { wilsonInterval } from "#statistics/wilson-interval.js";

/** A share with the numbers behind it and its 90 % interval. */
export type Share = {
  readonly hits: number;
  readonly n: number;
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
};

/** A share with its Wilson interval. Of nothing, anything may be true: 0 to 1, and no share. */
export const wilson = (hits: number, n: number, z?: number): Share =>
  n === 0 ? { hits, n, share: null, low: 0, high: 1 } : { hits, n, share: hits / n, ...wilsonInterval(hits, n, z) };
