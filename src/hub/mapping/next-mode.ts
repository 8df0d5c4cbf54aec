import type { Agreement } from "#contract/double-rating.js";
import { type SupportReason, supportedMode } from "#hub/report/agreement/supported-mode.js";
import type { Estimate } from "#hub/report/agreement/wilson.js";

export type ModeStep = { readonly mode: Agreement["mode"]; readonly reason: SupportReason | "too_few_pairs" };

/** So far recall must move back beyond the floor before a mode that was reached is left again. */
const SLACK = 0.05;

/** The mode that follows the one in force: by intervals, and slow to leave what was reached, so that it does not flicker. */
export function nextMode(agreement: Agreement, floor: number): ModeStep {
  const { mode } = agreement;
  if (agreement.outcome === "withheld") return { mode, reason: "too_few_pairs" };
  const recall = estimateOf(agreement.recall);
  const falseAlarm = estimateOf(agreement.falseAlarm);
  const held = floor + { active: -SLACK, advisory: 0, suspended: SLACK }[mode];
  const kept = supportedMode(recall, falseAlarm, held);
  return kept.mode === mode ? kept : supportedMode(recall, falseAlarm, floor);
}

const estimateOf = (figure: Estimate | { readonly value: null }): Estimate | undefined =>
  figure.value === null ? undefined : (figure as Estimate);
