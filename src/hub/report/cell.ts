import type { Rating } from "#contract/rating-scale.js";

/** Part of a day, local time: before 9:00, to 11:30, to 15:00, after (ward offices close at noon). */
export const BANDS = ["early", "morning", "afternoon", "late"] as const;
export type Band = (typeof BANDS)[number];

/** Counts of one group of at least k transactions that no other cell holds. Everything published is made of cells, and of nothing else. */
export type Cell = {
  readonly id: number;
  /** Rounded UTC. */
  readonly releasedAt: string;
  /** Under which it was released: at least so many units are in it, whatever k is by now. */
  readonly k: number;
  /** `2026-10`, local (UTC+7), of when its transactions closed. */
  readonly month: string;
  /** Its Monday, `2026-10-05`; a week is cut at the month's border. Null: of the month only. */
  readonly week: string | null;
  /** Null: several or no fields together. */
  readonly field: string | null;
  /** Null: several together. */
  readonly procedure: string | null;
  /** Null: several together. */
  readonly band: Band | null;
  /** Scores + abstentions; cancelled are not among them. */
  readonly transactions: number;
  readonly scores: number;
  readonly scoreTotal: number;
  readonly scoreSquares: number;
  /** By reason. */
  readonly abstentions: Readonly<Record<string, number>>;
  /** Taps, also those without a transaction. */
  readonly ratings: Readonly<Record<Rating, number>>;
  readonly ratedTransactions: number;
  /** 3×3, rows taps, columns levels of the camera's score, both from dissatisfied up. */
  readonly pairs: readonly (readonly number[])[];
};

/** What holds of each of these cells. `k`: the present one, where there is no cell. */
export const leastK = (cells: readonly Pick<Cell, "k">[], k: number): number =>
  cells.reduce((least, cell) => Math.min(least, cell.k), cells[0]?.k ?? k);
