import type { Why } from "#contract/double-rating.js";
import type { Summary } from "#contract/http.js";
import type { Policy } from "#contract/policy.js";
import { readReleased } from "#hub/api/read-released.js";
import { integrityOf } from "#hub/report/integrity.js";
import { summarize } from "#hub/report/summary.js";
import { ALL_MONTHS } from "#hub/store/cells/cell-store.js";
import type { EventStore } from "#hub/store/event-store.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";

type Sources = {
  readonly ward: string;
  readonly policy: Pick<Policy, "k" | "mode" | "recallFloor">;
  readonly store: EventStore;
  readonly rejected: ReadonlyMap<string, number>;
};

/** The summary of this moment. */
export async function readSummary({ ward, policy, store, rejected }: Sources): Promise<Summary> {
  const { k } = policy;
  const { shown, agreement } = await readReleased(store, policy);
  const tally = await store.tally();
  const integrity = integrityOf({ taps: await store.tapFacts(), tally, k, say });
  return summarize({
    ward,
    k,
    tally,
    shown,
    withheld: (await store.withheld(ALL_MONTHS)).transactions,
    agreement,
    integrity,
    gaps: [...(await store.gaps())],
    rejected: Object.fromEntries(rejected),
  });
}

const say = (code: keyof typeof AGREEMENT_WORDS): Why => ({ code, ...AGREEMENT_WORDS[code] });
