import type { Agreement, Why } from "#contract/double-rating.js";
import type { Policy } from "#contract/policy.js";
import { agreementOf } from "#hub/report/agreement/agreement.js";
import { fieldScores, pairCounts } from "#hub/report/cell-figures.js";
import { type FieldScores, shownFields } from "#hub/report/summary.js";
import { ALL_MONTHS } from "#hub/store/cells/cell-store.js";
import type { EventStore } from "#hub/store/event-store.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";

export type ReleaseRules = Pick<Policy, "k" | "mode" | "recallFloor">;
export type Released = { readonly shown: readonly FieldScores[]; readonly agreement: Agreement };

/** What may be shown now: made of released cells, and of nothing else. */
export async function readReleased(
  store: Pick<EventStore, "cells">,
  { k, mode, recallFloor }: ReleaseRules,
): Promise<Released> {
  const cells = await store.cells(ALL_MONTHS);
  return {
    shown: shownFields(fieldScores(cells), k),
    agreement: agreementOf({ pairs: pairCounts(cells), k, mode, recallFloor, say }),
  };
}

const say = (code: keyof typeof AGREEMENT_WORDS): Why => ({ code, ...AGREEMENT_WORDS[code] });
