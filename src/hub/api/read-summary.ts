import type { Summary } from "#contract/http.js";
import { dueReleases, type FieldScores, shownCells, summarize } from "#hub/report/summary.js";
import type { EventStore } from "#hub/store/event-store.js";
import { isErrorCode } from "#platform/errors.js";

type Sources = {
  readonly ward: string;
  readonly k: number;
  readonly store: EventStore;
  readonly gaps: Summary["gaps"];
  readonly rejected: ReadonlyMap<string, number>;
};

/** The summary of this moment. A mean that is new is remembered before it is shown; when it cannot be, the old one stands. */
export async function readSummary({ ward, k, store, gaps, rejected }: Sources): Promise<Summary> {
  const fields = await releasedFields(store, k);
  const shown = shownCells(fields, k);
  const tally = await store.tally();
  return summarize({ ward, k, tally, fields, shown, gaps, rejected: Object.fromEntries(rejected) });
}

async function releasedFields(store: EventStore, k: number): Promise<readonly FieldScores[]> {
  try {
    return await store.release((fields) => dueReleases(fields, k));
  } catch (error) {
    if (isErrorCode(error, "ledger.full")) return store.release(() => []);
    throw error;
  }
}
