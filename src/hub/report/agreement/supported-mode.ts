import type { Agreement } from "#contract/double-rating.js";
import type { Estimate } from "#hub/report/agreement/wilson.js";

export type SupportReason =
  | "no_dissatisfied_taps"
  | "recall_above_floor"
  | "recall_below_floor"
  | "recall_uncertain"
  | "no_better_than_chance";
type Supported = { readonly mode: Agreement["mode"]; readonly reason: SupportReason };

/**
 * Design 5.8: by intervals, never by the figure alone. A camera that called everyone dissatisfied would find all who
 * are, so recall must also lie clear above the share of the others whom it calls so.
 */
export function supportedMode(
  recall: Estimate | undefined,
  falseAlarm: Estimate | undefined,
  floor: number,
): Supported {
  if (!recall) return { mode: "advisory", reason: "no_dissatisfied_taps" };
  if (recall.high < floor) return { mode: "suspended", reason: "recall_below_floor" };
  if (recall.low <= floor) return { mode: "advisory", reason: "recall_uncertain" };
  if (!falseAlarm || recall.low <= falseAlarm.high) return { mode: "advisory", reason: "no_better_than_chance" };
  return { mode: "active", reason: "recall_above_floor" };
}
