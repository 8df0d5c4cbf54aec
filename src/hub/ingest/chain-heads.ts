import { type ChainHead, EMPTY_CHAIN } from "#hub/ingest/chain-step.js";

export type EpochOf = { readonly device: string; readonly epoch: string };
export type Gap = EpochOf & { readonly from: number; readonly to: number };

const keyOf = ({ device, epoch }: EpochOf): string => `${device}/${epoch}`;

/** How far each chain is stored, and how far it is known to go. Moves only after a commit. */
export class ChainHeads {
  readonly #heads = new Map<string, EpochOf & ChainHead>();
  readonly #seen = new Map<string, EpochOf & { readonly seq: number }>();

  /** In the order in which they grew. */
  constructor(stored: readonly (EpochOf & ChainHead)[]) {
    for (const head of stored) this.advance(head);
  }

  of(chain: EpochOf): ChainHead {
    return this.#heads.get(keyOf(chain)) ?? EMPTY_CHAIN;
  }

  advance(head: EpochOf & ChainHead): void {
    const key = keyOf(head);
    // Again at the end: the order is that of growth.
    this.#heads.delete(key);
    this.#heads.set(key, head);
    if ((this.#seen.get(key)?.seq ?? 0) <= head.seq) this.#seen.delete(key);
  }

  /** An event came whose predecessors are not here. Per device only the newest such chain is remembered. */
  sawAhead(chain: EpochOf, seq: number): void {
    const before = this.#seen.get(keyOf(chain))?.seq ?? 0;
    for (const [key, { device, epoch }] of this.#seen)
      if (device === chain.device && epoch !== chain.epoch) this.#seen.delete(key);
    this.#seen.set(keyOf(chain), { device: chain.device, epoch: chain.epoch, seq: Math.max(before, seq) });
  }

  gaps(): Gap[] {
    return [...this.#seen.values()].map(({ device, epoch, seq }) => ({
      device,
      epoch,
      from: this.of({ device, epoch }).seq + 1,
      to: seq,
    }));
  }

  /** Every chain, those of former epochs too; the one that grew last comes last. */
  all(): (EpochOf & ChainHead)[] {
    return [...this.#heads.values()];
  }
}
