import type { Chance } from "./random.js";

export const FAULT_KINDS = [
  "kill desk",
  "kill hub",
  "kill broker",
  "hang desk",
  "hang hub",
  "hang broker",
  "broker wiped",
  "cut",
  "delayed",
  "throttled",
  "silent",
  "duplicated",
  "ledger full",
  "store full",
  "clock stepped",
  "ledger restored",
  "hub restored",
  "two desks",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * Which faults each cycle has: at least two, dealt from shuffled decks, so that every kind comes as often as any other
 * and none is met in a known order.
 */
export function dealFaults(kinds: readonly FaultKind[], cycles: number, chance: Chance): FaultKind[][] {
  let deck: FaultKind[] = [];
  const draw = (): FaultKind => {
    if (deck.length === 0) deck = chance.shuffled(kinds);
    return deck.pop() as FaultKind;
  };
  return Array.from({ length: cycles }, () => Array.from({ length: chance.chance(0.15) ? 3 : 2 }, draw));
}
