import type { Agreement, Why } from "#contract/double-rating.js";
import { RATINGS } from "#contract/rating-scale.js";
import { areaUnderCurve } from "#hub/report/agreement/area-under-curve.js";
import { gwetAc2, weightedKappa } from "#hub/report/agreement/chance-corrected.js";
import { CUTS, columnTotals, type PairCount, rowTotals, tableOf, totalOf } from "#hub/report/agreement/pair-table.js";
import { type SupportReason, supportedMode } from "#hub/report/agreement/supported-mode.js";
import { type Estimate, wilson } from "#hub/report/agreement/wilson.js";

export type AgreementReason =
  | SupportReason
  | "too_few_pairs"
  | "all_alike"
  | "no_dissatisfied_scores"
  | "no_other_taps"
  | "too_few_to_compare";
type AgreementParts = {
  readonly pairs: readonly PairCount[];
  readonly k: number;
  readonly mode: Agreement["mode"];
  readonly recallFloor: number;
  readonly say: (reason: AgreementReason) => Why;
};

const countOf = (pairs: readonly PairCount[]): number => pairs.reduce((sum, { n }) => sum + n, 0);

/** How far taps and scores agree. What cannot be said is said to be so, with its reason; nothing is ever NaN. */
export function agreementOf({ pairs, k, mode, recallFloor, say }: AgreementParts): Agreement {
  const n = countOf(pairs);
  if (n === 0 || n < k) return { outcome: "withheld", mode, why: say("too_few_pairs") };
  const table = tableOf(pairs);
  const found = table[0]?.[0] ?? 0;
  const tapped = rowTotals(table)[0] ?? 0;
  const called = columnTotals(table)[0] ?? 0;
  const others = totalOf(table) - tapped;
  const recall = tapped > 0 ? wilson(found, tapped) : undefined;
  const falseAlarm = others > 0 ? wilson(called - found, others) : undefined;
  const supported = supportedMode(recall, falseAlarm, recallFloor);
  const missing = (reason: AgreementReason) => ({ value: null, why: say(reason) });
  const share = (hits: number, of: number, reason: AgreementReason) =>
    of > 0 ? { hits, n: of, ...rounded(wilson(hits, of)) } : missing(reason);
  const kappa = varies(table) ? weightedKappa(table) : undefined;
  const ac2 = gwetAc2(table);
  // It is made of single scores, not of levels: of fewer than k citizens it would be about one of them.
  const auc = Math.min(tapped, others) >= k ? areaUnderCurve(pairs) : undefined;
  return {
    outcome: "shown",
    mode,
    supports: { mode: supported.mode, why: say(supported.reason) },
    n,
    levels: [...RATINGS],
    cuts: CUTS,
    matrix: table.map((row) => [...row]),
    kappa: kappa ? rounded(kappa) : missing("all_alike"),
    ac2: ac2 ? rounded(ac2) : missing("too_few_pairs"),
    recall: share(found, tapped, "no_dissatisfied_taps"),
    precision: share(found, called, "no_dissatisfied_scores"),
    falseAlarm: share(called - found, others, "no_other_taps"),
    auc: auc ? rounded(auc) : missing("too_few_to_compare"),
  };
}

/** Where one side never changes κ is 0 whatever the other says: there is nothing to agree on. */
const varies = (table: ReturnType<typeof tableOf>): boolean =>
  [rowTotals(table), columnTotals(table)].every((totals) => totals.filter((total) => total > 0).length > 1);

function rounded({ value, low, high }: Estimate): Estimate {
  const to4 = (figure: number): number => Math.round(figure * 10_000) / 10_000 + 0;
  return { value: to4(value), low: to4(low), high: to4(high) };
}
