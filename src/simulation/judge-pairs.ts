import type { Agreement, Why } from "#contract/double-rating.js";
import type { Mapping } from "#contract/mapping.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { mappedScore } from "#hub/mapping/mapped-score.js";
import { type ModeStep, nextMode } from "#hub/mapping/next-mode.js";
import type { Pair } from "#hub/mapping/pair.js";
import { type AgreementReason, agreementOf } from "#hub/report/agreement/agreement.js";

const { k, recallFloor } = DEFAULT_POLICY;
/** Gives a reason its words. */
export type Say = (reason: AgreementReason) => Why;
type Judging = { readonly mapping: Mapping | undefined; readonly mode: Agreement["mode"]; readonly say: Say };

/** The hub's own figures, of the raw score or of a learned mapping. */
export function judgePairs(pairs: readonly Pair[], { mapping, mode, say }: Judging): Agreement {
  const counted = pairs.map(({ rating, score, statistics }) => ({
    rating,
    score: mapping ? mappedScore(mapping, statistics) : score,
    n: 1,
  }));
  return agreementOf({ pairs: counted, k, mode, recallFloor, say });
}

export type ModeChange = ModeStep & { readonly pairs: number };

/** How the mode goes as pairs come in: looked at twenty times, each change remembered with the pairs behind it. */
export function modeChanges(pairs: readonly Pair[], judging: Omit<Judging, "mode">): ModeChange[] {
  const changes: ModeChange[] = [{ mode: "advisory", reason: "too_few_pairs", pairs: 0 }];
  for (let look = 1; look <= 20; look += 1) {
    const so = pairs.slice(0, Math.round((pairs.length * look) / 20));
    const last = changes.at(-1) as ModeChange;
    const next = nextMode(judgePairs(so, { ...judging, mode: last.mode }), recallFloor);
    if (next.mode !== last.mode) changes.push({ ...next, pairs: so.length });
    else changes[changes.length - 1] = { ...last, reason: next.reason };
  }
  return changes;
}
