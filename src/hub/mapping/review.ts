import type { Agreement, Why } from "#contract/double-rating.js";
import { levelOf, type Mapping } from "#contract/mapping.js";
import { type Learned, learnMapping } from "#hub/mapping/learn-mapping.js";
import { type ModeStep, nextMode } from "#hub/mapping/next-mode.js";
import type { Pair } from "#hub/mapping/pair.js";
import { type AgreementReason, agreementOf } from "#hub/report/agreement/agreement.js";
import type { PairCount } from "#hub/report/agreement/pair-table.js";

/** What the hub itself says of the policy, below what the ward's file says. */
export type LearnedKeys = { readonly mapping: Mapping | null; readonly mode: Agreement["mode"] };
export type Review = { readonly learned: Learned; readonly step: ModeStep; readonly keys: LearnedKeys };
type Circumstances = {
  readonly days: number;
  readonly now: LearnedKeys;
  readonly k: number;
  readonly recallFloor: number;
  readonly say: (reason: AgreementReason) => Why;
};

/** A new fit that places nearly every window as the one in force does is not worth a new policy. */
const SAME_SHARE = 0.98;

/**
 * Learns anew and moves the mode. A mapping that its own ward's pairs no longer bear out is withdrawn. The mode is judged
 * by what the mapping said of pairs that it was not made of, or by the raw score where there is none.
 */
export function review(pairs: readonly Pair[], { days, now, k, recallFloor, say }: Circumstances): Review {
  const learned = learnMapping(pairs, days);
  const raw = pairs.map(({ rating, score }): PairCount => ({ rating, score, n: 1 }));
  const judged = learned.outcome === "adopted" ? learned.unseen : raw;
  const step = nextMode(agreementOf({ pairs: judged, k, mode: now.mode, recallFloor, say }), recallFloor);
  return { learned, step, keys: { mapping: mappingAfter(learned, now.mapping, pairs), mode: step.mode } };
}

function mappingAfter(learned: Learned, before: Mapping | null, pairs: readonly Pair[]): Mapping | null {
  if (learned.outcome === "refused") return null;
  if (learned.outcome === "not_enough") return before;
  if (!before) return learned.mapping;
  const same = pairs.filter(({ statistics }) => levelOf(before, statistics) === levelOf(learned.mapping, statistics));
  return same.length >= SAME_SHARE * pairs.length ? before : learned.mapping;
}
