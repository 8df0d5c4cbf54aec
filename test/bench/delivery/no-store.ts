import { type ChainHead, chainKey, EMPTY_CHAIN } from "#hub/store/chain.js";
import type { Decision, EventStore, Known } from "#hub/store/event-store.js";

type IngestStore = Pick<EventStore, "commit" | "heads" | "noteGap"> & AsyncDisposable;

/** Remembers where each chain stands, as any hub must, and keeps nothing: what a hub costs without a store. */
export function noStore(): IngestStore {
  const heads = new Map<string, ChainHead>();
  const known: Known = {
    headOf: (chain) => heads.get(chainKey(chain)) ?? EMPTY_CHAIN,
    hashAt: () => undefined,
    parked: [],
  };
  return {
    commit: async <D extends Decision>(_chains: unknown, decide: (known: Known) => D): Promise<D> => {
      const decision = decide(known);
      for (const { event, hash } of decision.appends) heads.set(chainKey(event), { seq: event.seq, hash });
      return decision;
    },
    heads: async () => [],
    noteGap: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}
