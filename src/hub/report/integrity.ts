import type { Integrity, Why } from "#contract/double-rating.js";
import type { Tally } from "#hub/report/summary.js";

/** Of so many something was noticed in so many. */
type Noticed = { readonly n: number; readonly of: number };
/** Taps with one published time, UTC. */
export type TapSlot = { readonly rated: string; readonly n: number };
/** What came in bursts: taps of a counter's day; and of those, in the half hour before the day's last tap. */
export type TapDay = { readonly taps: number; readonly bursts: number; readonly dayEnd: number };
export type TapFacts = {
  readonly soon: Noticed;
  readonly zoneEmpty: Noticed;
  readonly bursts: Noticed;
  readonly dayEndBursts: Noticed;
};
type IntegrityParts = {
  readonly taps: TapFacts;
  readonly tally: Tally;
  readonly k: number;
  readonly say: (reason: "too_few") => Why;
};

/** More than a counter serves: at least five, and at least one a minute. */
const BURST_TAPS = 5;
const DAY_END_MS = 30 * 60_000;

/**
 * What may be worth a question about how ratings come about, over the whole ward: facts, with their numbers, about no
 * counter and no clerk. Each has harmless causes too.
 */
export function integrityOf({ taps, tally, k, say }: IntegrityParts): Integrity {
  const fact = ({ n, of }: Noticed) =>
    of > 0 && of >= k ? { n, of, share: Math.round((n / of) * 10_000) / 10_000 } : { value: null, why: say("too_few") };
  const windows = tally.scores + tally.abstentions;
  return {
    soonTaps: fact(taps.soon),
    emptyZoneTaps: fact(taps.zoneEmpty),
    burstTaps: fact(taps.bursts),
    dayEndBurstTaps: fact(taps.dayEndBursts),
    cancelled: fact({ n: tally.cancelled, of: windows + tally.cancelled }),
    photographs: fact({ n: tally.abstentionReasons.static_image ?? 0, of: windows }),
  };
}

/** Of one counter and one day. */
export function tapDay(slots: readonly TapSlot[], grainMinutes: number): TapDay {
  const count = (counted: readonly TapSlot[]): number => counted.reduce((sum, { n }) => sum + n, 0);
  const lastTap = slots.reduce((last, { rated }) => Math.max(last, Date.parse(rated)), 0);
  const bursts = slots.filter(({ n }) => n >= Math.max(BURST_TAPS, grainMinutes));
  const atDayEnd = bursts.filter(({ rated }) => Date.parse(rated) > lastTap - DAY_END_MS);
  return { taps: count(slots), bursts: count(bursts), dayEnd: count(atDayEnd) };
}
