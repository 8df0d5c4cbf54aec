import type { Rating } from "#contract/rating-scale.js"; // or RATINGS[number], whatever is there
/** Part of a day, local time: before 9:00, to 11:30, to 15:00, after (ward offices close at noon). */
export const BANDS = ["early", "morning", "afternoon", "late"] as const;
export type Band = (typeof BANDS)[number];
/** Counts of one group of at least k transactions that no other cell holds. Everything published is made of cells, and of nothing else. */
export type Cell = {
  readonly id: number;
  readonly releasedAt: string; // rounded UTC
  readonly month: string; // "2026-10", local (UTC+7), of when its transactions closed
  readonly week: string | null; // Monday "2026-10-05" (a week is cut at the month's border); null: of the month only
  readonly field: string | null; // null: several or no fields together
  readonly procedure: string | null; // null: several together
  readonly band: Band | null; // null: several together
  readonly transactions: number; // scores + abstentions (cancelled are not among them)
  readonly scores: number;
  readonly scoreTotal: number;
  readonly scoreSquares: number;
  readonly abstentions: Readonly<Record<string, number>>; // by reason
  readonly ratings: Readonly<Record<Rating, number>>; // taps, also those without a transaction
  readonly ratedTransactions: number;
  readonly pairs: readonly (readonly number[])[]; // 3×3, rows taps, columns levels of the camera's score, both from dissatisfied up
};
