import { expect, it } from "vitest";
import { integritySchema } from "#contract/double-rating.js";
import { integrityOf, type TapSlot } from "#hub/report/integrity.js";

const tally = {
  scores: 30,
  abstentions: 10,
  cancelled: 4,
  ratings: 20,
  ratedTransactions: 18,
  abstentionReasons: { dark: 7, static_image: 3 },
};
const none = { n: 0, of: 0 };
const say = (code: "too_few") => ({ code, vi: "chưa đủ", en: "too few" });
const given = { taps: { soon: none, zoneEmpty: none, slots: [] as TapSlot[] }, tally, k: 10, grainMinutes: 5, say };
const at = (counter: string, rated: string, n: number): TapSlot => ({ counter, rated: `2026-03-${rated}:00Z`, n });
const withheld = { value: null, why: say("too_few") };

it("states facts with their numbers, and none of fewer than k", () => {
  const facts = integrityOf({ ...given, taps: { soon: { n: 3, of: 18 }, zoneEmpty: { n: 9, of: 9 }, slots: [] } });
  expect(integritySchema.parse(facts)).toEqual(facts);
  expect(facts).toEqual({
    soonTaps: { n: 3, of: 18, share: 0.1667 },
    emptyZoneTaps: withheld,
    burstTaps: withheld,
    dayEndBurstTaps: withheld,
    cancelled: { n: 4, of: 44, share: 0.0909 },
    photographs: { n: 3, of: 40, share: 0.075 },
  });
});

const bursts = (slots: TapSlot[], grainMinutes = 5) => {
  const { burstTaps, dayEndBurstTaps } = integrityOf({ ...given, grainMinutes, taps: { ...given.taps, slots } });
  return [burstTaps, dayEndBurstTaps].map((fact) => ("n" in fact ? fact.n : fact.value));
};

it("counts more taps than a counter serves, and those before its last tap of the day", () => {
  const day = [at("quay-1", "02T02:00", 4), at("quay-1", "02T03:00", 5), at("quay-1", "02T09:25", 12)];
  expect(bursts(day)).toEqual([17, 12]);
  // Half an hour earlier it is no longer the day's end; a tap afterwards makes it so.
  expect(bursts([...day, at("quay-1", "02T09:50", 1)])).toEqual([17, 12]);
  expect(bursts([...day, at("quay-1", "02T09:55", 1)])).toEqual([17, 0]);
  // Another counter's day is another.
  expect(bursts([...day, at("quay-2", "02T09:55", 1)])).toEqual([17, 12]);
});

it("takes the day of Vietnam: 23:30 UTC is the next morning there", () => {
  expect(bursts([at("quay-1", "02T09:00", 10), at("quay-1", "02T23:30", 1)])).toEqual([10, 10]);
});

it("does not take an hour's taps for a burst where times are rounded to the hour", () => {
  expect(bursts([at("quay-1", "02T02:00", 20)], 60)).toEqual([0, 0]);
  expect(bursts([at("quay-1", "02T02:00", 60)], 60)).toEqual([60, 60]);
});
