import type { ChainHead } from "#hub/store/chain.js";

export type ChainLink = { readonly seq: number; readonly prev: string; readonly hash: string };

/**
 * append: the next one. duplicate: stored before. gap: something between is missing. forked: it contradicts what is
 * stored. An epoch that was never seen is an empty chain, so that it can only begin with seq 1 on the genesis hash.
 */
export type ChainStep = "append" | "duplicate" | "gap" | "forked";

/** `stored`: the hash kept under the link's seq, when the head covers it. */
export function chainStep(head: ChainHead, link: ChainLink, stored?: string): ChainStep {
  if (link.seq > head.seq + 1) return "gap";
  if (link.seq === head.seq + 1) return link.prev === head.hash ? "append" : "forked";
  return stored === link.hash ? "duplicate" : "forked";
}
