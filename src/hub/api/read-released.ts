import type { Agreement, Why } from "#contract/double-rating.js";
import type { Policy } from "#contract/policy.js";
import { agreementOf, pairsDue } from "#hub/report/agreement/agreement.js";
import { dueReleases, type FieldScores, type Release, shownCells } from "#hub/report/summary.js";
import type { EventStore } from "#hub/store/event-store.js";
import { isErrorCode } from "#platform/errors.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";

export type ReleaseRules = Pick<Policy, "k" | "mode" | "recallFloor">;
type ReleaseStore = Pick<EventStore, "release" | "releasePairs">;
export type Released = {
  readonly fields: readonly FieldScores[];
  readonly shown: readonly Release[];
  readonly agreement: Agreement;
};

/** What may be shown now. A figure that is new is remembered before it is shown; when it cannot be, the old one stands. */
export async function readReleased(store: ReleaseStore, { k, mode, recallFloor }: ReleaseRules): Promise<Released> {
  const fields = await unlessFull(
    () => store.release((cells) => dueReleases(cells, k)),
    () => store.release(() => []),
  );
  const { released } = await unlessFull(
    () => store.releasePairs((pairs) => pairsDue(pairs, k)),
    () => store.releasePairs(() => false),
  );
  return {
    fields,
    shown: shownCells(fields, k),
    agreement: agreementOf({ pairs: released, k, mode, recallFloor, say }),
  };
}

const say = (code: keyof typeof AGREEMENT_WORDS): Why => ({ code, ...AGREEMENT_WORDS[code] });

async function unlessFull<T>(release: () => Promise<T>, look: () => Promise<T>): Promise<T> {
  try {
    return await release();
  } catch (error) {
    if (isErrorCode(error, "ledger.full")) return look();
    throw error;
  }
}
