import { GENESIS_HASH } from "#contract/identifiers.js";

export type EpochOf = { readonly device: string; readonly epoch: string };
/** The last event of an epoch that is stored; `seq` 0 when none is. */
export type ChainHead = { readonly seq: number; readonly hash: string };
export type EpochHead = EpochOf & ChainHead;
/** Events known to be missing, both ends included. */
export type Gap = EpochOf & { readonly from: number; readonly to: number };

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: GENESIS_HASH };

export const chainKey = ({ device, epoch }: EpochOf): string => `${device}/${epoch}`;
