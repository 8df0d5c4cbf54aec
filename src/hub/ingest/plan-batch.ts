import type { EpochOf } from "#hub/ingest/chain-heads.js";
import { type ChainHead, chainStep } from "#hub/ingest/chain-step.js";
import type { CheckedEvent } from "#hub/ingest/check-event.js";

/** One chain that a batch was about. */
export type Touched = EpochOf & {
  readonly counter: string;
  head: ChainHead;
  /** The highest seq that came too early; 0 for none. */
  ahead: number;
  appended: number;
  forked: number;
};
export type BatchPlan = {
  readonly appends: readonly CheckedEvent[];
  readonly chains: readonly Touched[];
  readonly duplicates: number;
  readonly early: number;
};
export type Known = {
  readonly headOf: (chain: EpochOf) => ChainHead;
  readonly hashAt: (device: string, epoch: string, seq: number) => Promise<string | undefined>;
};

/** What to store of a batch, and where each chain stands once that is stored. Changes nothing. */
export async function planBatch(batch: readonly CheckedEvent[], known: Known): Promise<BatchPlan> {
  const chains = new Map<string, Touched>();
  const planned = new Map<string, string>();
  const appends: CheckedEvent[] = [];
  let [duplicates, early] = [0, 0];
  for (const checked of batch) {
    const { device, epoch, seq, prev, id } = checked.event;
    const chain = touch(chains, checked, known);
    const stored = seq > chain.head.seq ? undefined : (planned.get(id) ?? (await known.hashAt(device, epoch, seq)));
    const step = chainStep(chain.head, { seq, prev, hash: checked.hash }, stored);
    if (step === "append") {
      appends.push(checked);
      planned.set(id, checked.hash);
      chain.head = { seq, hash: checked.hash };
      chain.appended += 1;
    } else if (step === "gap") {
      chain.ahead = Math.max(chain.ahead, seq);
      early += 1;
    } else if (step === "forked") chain.forked += 1;
    else duplicates += 1;
  }
  return { appends, chains: [...chains.values()], duplicates, early };
}

function touch(chains: Map<string, Touched>, { event, place }: CheckedEvent, known: Known): Touched {
  const { device, epoch } = event;
  const key = `${device}/${epoch}`;
  const chain = chains.get(key) ?? {
    device,
    epoch,
    counter: place.counter,
    head: known.headOf({ device, epoch }),
    ahead: 0,
    appended: 0,
    forked: 0,
  };
  chains.set(key, chain);
  return chain;
}
