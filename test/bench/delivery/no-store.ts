import type { EpochHead, EventStore } from "#hub/store/event-store.js";

/** Keeps nothing: what a hub costs without one. */
export function noStore(): EventStore {
  const unused = (): never => {
    throw new Error("the measured path does not ask for this");
  };
  return {
    append: async () => {},
    heads: async (): Promise<EpochHead[]> => [],
    hashAt: async () => undefined,
    ...{ tally: unused, tapFacts: unused, release: unused, releasePairs: unused, mappingPairs: unused },
    ...{ lastPolicy: unused, savePolicy: unused },
    [Symbol.asyncDispose]: async () => {},
  };
}
