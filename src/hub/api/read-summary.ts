import type { Agreement, Why } from "#contract/double-rating.js";
import type { Summary } from "#contract/http.js";
import type { Policy } from "#contract/policy.js";
import { agreementOf, pairsDue } from "#hub/report/agreement/agreement.js";
import { integrityOf } from "#hub/report/integrity.js";
import { dueReleases, shownCells, summarize } from "#hub/report/summary.js";
import type { EventStore } from "#hub/store/event-store.js";
import { isErrorCode } from "#platform/errors.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";

type Sources = {
  readonly ward: string;
  readonly policy: Pick<Policy, "k" | "mode" | "recallFloor" | "grainMinutes">;
  readonly store: EventStore;
  readonly rejected: ReadonlyMap<string, number>;
};

/** The summary of this moment. A figure that is new is remembered before it is shown; when it cannot be, the old one stands. */
export async function readSummary({ ward, policy, store, rejected }: Sources): Promise<Summary> {
  const { k } = policy;
  const fields = await unlessFull(
    () => store.release((cells) => dueReleases(cells, k)),
    () => store.release(() => []),
  );
  const shown = shownCells(fields, k);
  const agreement = await readAgreement(store, policy);
  const tally = await store.tally();
  const integrity = integrityOf({ taps: await store.tapFacts(), tally, k, grainMinutes: policy.grainMinutes, say });
  return summarize({
    ward,
    k,
    tally,
    fields,
    shown,
    agreement,
    integrity,
    gaps: [...(await store.gaps())],
    rejected: Object.fromEntries(rejected),
  });
}

const say = (code: keyof typeof AGREEMENT_WORDS): Why => ({ code, ...AGREEMENT_WORDS[code] });

async function readAgreement(store: EventStore, { k, mode, recallFloor }: Sources["policy"]): Promise<Agreement> {
  const { released } = await unlessFull(
    () => store.releasePairs((pairs) => pairsDue(pairs, k)),
    () => store.releasePairs(() => false),
  );
  return agreementOf({ pairs: released, k, mode, recallFloor, say });
}

async function unlessFull<T>(release: () => Promise<T>, look: () => Promise<T>): Promise<T> {
  try {
    return await release();
  } catch (error) {
    if (isErrorCode(error, "ledger.full")) return look();
    throw error;
  }
}
