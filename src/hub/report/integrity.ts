import type { Integrity, Why } from "#contract/double-rating.js";
import type { Tally } from "#hub/report/summary.js";

/** Of so many something was noticed in so many. */
export type Noticed = { readonly n: number; readonly of: number };
/** Taps of one counter with one published time, UTC. */
export type TapSlot = { readonly counter: string; readonly rated: string; readonly n: number };
export type TapFacts = { readonly soon: Noticed; readonly zoneEmpty: Noticed; readonly slots: readonly TapSlot[] };
type IntegrityParts = {
  readonly taps: TapFacts;
  readonly tally: Tally;
  readonly k: number;
  readonly grainMinutes: number;
  readonly say: (reason: "too_few") => Why;
};

/** More than a counter serves: at least five, and at least one a minute. */
const BURST_TAPS = 5;
const DAY_END_MS = 30 * 60_000;
/** Vietnam has one time zone, without summer time. */
const LOCAL_MS = 7 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/**
 * What may be worth a question about how ratings come about, over the whole ward: facts, with their numbers, about no
 * counter and no clerk. Each has harmless causes too.
 */
export function integrityOf({ taps, tally, k, grainMinutes, say }: IntegrityParts): Integrity {
  const fact = ({ n, of }: Noticed) =>
    of > 0 && of >= k ? { n, of, share: Math.round((n / of) * 10_000) / 10_000 } : { value: null, why: say("too_few") };
  const windows = tally.scores + tally.abstentions;
  const { bursts, dayEndBursts } = burstsOf(taps.slots, grainMinutes);
  return {
    soonTaps: fact(taps.soon),
    emptyZoneTaps: fact(taps.zoneEmpty),
    burstTaps: fact(bursts),
    dayEndBurstTaps: fact(dayEndBursts),
    cancelled: fact({ n: tally.cancelled, of: windows + tally.cancelled }),
    photographs: fact({ n: tally.abstentionReasons.static_image ?? 0, of: windows }),
  };
}

/** Taps that came in bursts; and those of them in the half hour before the counter's last tap of that day. */
function burstsOf(slots: readonly TapSlot[], grainMinutes: number): { bursts: Noticed; dayEndBursts: Noticed } {
  const dayOf = ({ counter, rated }: TapSlot): string =>
    `${counter}/${Math.floor((Date.parse(rated) + LOCAL_MS) / DAY_MS)}`;
  const lastTap = new Map<string, number>();
  for (const slot of slots) {
    lastTap.set(dayOf(slot), Math.max(lastTap.get(dayOf(slot)) ?? 0, Date.parse(slot.rated)));
  }
  const count = (counted: readonly TapSlot[]): number => counted.reduce((sum, { n }) => sum + n, 0);
  const bursts = slots.filter(({ n }) => n >= Math.max(BURST_TAPS, grainMinutes));
  const atDayEnd = bursts.filter((slot) => Date.parse(slot.rated) > (lastTap.get(dayOf(slot)) ?? 0) - DAY_END_MS);
  const of = count(slots);
  return { bursts: { n: count(bursts), of }, dayEndBursts: { n: count(atDayEnd), of } };
}
