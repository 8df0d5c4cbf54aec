import type { Rating } from "#contract/rating-scale.js";
import type { Band } from "#hub/report/cell.js";

/**
 * What is released together: a transaction with its outcome and its tap; a tap without a transaction; or what came late to
 * a transaction that a cell holds already. Each is in one cell, once.
 */
export type Unit = {
  /** Its places at the store. */
  readonly outcome: number | null;
  readonly tap: number | null;
  readonly field: string | null;
  readonly procedure: string | null;
  readonly band: Band | null;
  readonly score: number | null;
  /** Of an abstention. */
  readonly reason: string | null;
  readonly rating: Rating | null;
  /** Its transaction has a tap, and no cell says so yet. */
  readonly rated: boolean;
};
