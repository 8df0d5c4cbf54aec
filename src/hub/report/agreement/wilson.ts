import { wilsonInterval } from "#statistics/wilson-interval.js";

/** A figure and its 90 % interval. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** A share with its Wilson interval; `n` ≥ 1. */
export const wilson = (hits: number, n: number, z?: number): Estimate => ({
  value: hits / n,
  ...wilsonInterval(hits, n, z),
});
