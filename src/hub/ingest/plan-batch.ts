import { counterOf } from "#contract/topics.js";
import { chainStep } from "#hub/ingest/chain-step.js";
import { type ChainHead, chainKey, type EpochOf } from "#hub/store/chain.js";
import type { AskedChain, Decision, Known, StoredEvent } from "#hub/store/event-store.js";

/** A chain of which something came early: how far it is known to go. */
export type WaitingChain = EpochOf & { readonly counter: string; readonly ahead: number };

/** One chain that a batch was about. */
export type Touched = EpochOf & {
  readonly counter: string;
  head: ChainHead;
  /** The highest seq that came too early; 0 for none. */
  ahead: number;
  appended: number;
  repeated: number;
  forked: number;
};
export type BatchPlan = Decision & {
  readonly chains: readonly Touched[];
  readonly duplicates: number;
  readonly early: number;
};
type Batch = {
  readonly events: readonly StoredEvent[];
  /** To be looked at again, whether or not anything came. */
  readonly waiting: readonly WaitingChain[];
  /** Whether what came early is kept for the worker that has the one before. */
  readonly parks: boolean;
};
type Group = { readonly chain: Touched; readonly events: StoredEvent[] };

/** A desk sends 64 events ahead of its last receipt at most: what is further ahead is not worth keeping. */
const PARK_AHEAD = 256;

/** What a plan of this batch will want to know. */
export function askedChains({ events, waiting }: Batch): AskedChain[] {
  const asked = new Map<string, EpochOf & { seqs: number[] }>();
  const of = ({ device, epoch }: EpochOf): { seqs: number[] } => {
    const key = chainKey({ device, epoch });
    const chain = asked.get(key) ?? { device, epoch, seqs: [] };
    asked.set(key, chain);
    return chain;
  };
  for (const chain of waiting) of(chain);
  for (const { event } of events) of(event).seqs.push(event.seq);
  return [...asked.values()];
}

/** What to store of a batch, and where each chain stands once that is stored. Changes nothing. */
export function planBatch(batch: Batch, known: Known): BatchPlan {
  const plan = { appends: [] as StoredEvent[], park: [] as StoredEvent[], duplicates: 0, early: 0 };
  const groups = groupByChain(batch, known);
  const parked = new Set(known.parked);
  for (const { chain, events } of groups) {
    const planned = new Map<number, string>();
    // Workers get a chain's events by turns: with what is parked they are whole again.
    for (const stored of events.sort((a, b) => a.event.seq - b.event.seq)) {
      const { seq, prev } = stored.event;
      const before = seq > chain.head.seq ? undefined : (planned.get(seq) ?? known.hashAt(chain, seq));
      const step = chainStep(chain.head, { seq, prev, hash: stored.hash }, before);
      if (step === "append") {
        plan.appends.push(stored);
        planned.set(seq, stored.hash);
        chain.head = { seq, hash: stored.hash };
        chain.appended += 1;
      } else if (step === "gap") {
        chain.ahead = Math.max(chain.ahead, seq);
        if (parked.has(stored)) continue;
        plan.early += 1;
        if (batch.parks && seq <= chain.head.seq + PARK_AHEAD) plan.park.push(stored);
      } else if (step === "forked") chain.forked += 1;
      else {
        chain.repeated += 1;
        plan.duplicates += 1;
      }
    }
  }
  return { ...plan, chains: groups.map(({ chain }) => chain) };
}

function groupByChain({ events, waiting }: Batch, known: Known): Group[] {
  const groups = new Map<string, Group>();
  const groupOf = ({ device, epoch }: EpochOf, counter: () => string, ahead = 0): Group => {
    const key = chainKey({ device, epoch });
    const group = groups.get(key) ?? {
      chain: {
        device,
        epoch,
        counter: counter(),
        head: known.headOf({ device, epoch }),
        ahead,
        appended: 0,
        repeated: 0,
        forked: 0,
      },
      events: [],
    };
    groups.set(key, group);
    return group;
  };
  for (const chain of waiting) groupOf(chain, () => chain.counter, chain.ahead);
  for (const stored of [...events, ...known.parked]) {
    groupOf(stored.event, () => counterOf(stored.event.source)).events.push(stored);
  }
  return [...groups.values()];
}
