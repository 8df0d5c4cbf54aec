import { expect, it } from "vitest";
import { integritySchema } from "#contract/double-rating.js";
import { integrityOf, type TapSlot, tapDay } from "#hub/report/integrity.js";
import { touchedDays } from "#hub/store/counts/tap-days.js";

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
const taps = { soon: none, zoneEmpty: none, bursts: none, dayEndBursts: none };
const at = (rated: string, n: number): TapSlot => ({ rated: `2026-03-${rated}:00Z`, n });
const withheld = { value: null, why: say("too_few") };

it("states facts with their numbers, and none of fewer than k", () => {
  const known = { ...taps, soon: { n: 3, of: 18 }, zoneEmpty: { n: 9, of: 9 } };
  const facts = integrityOf({ taps: known, tally, k: 10, say });
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
  const { bursts: all, dayEnd } = tapDay(slots, grainMinutes);
  return [all, dayEnd];
};

it("counts more taps than a counter serves, and those before its last tap of the day", () => {
  const day = [at("02T02:00", 4), at("02T03:00", 5), at("02T09:25", 12)];
  expect(tapDay(day, 5)).toEqual({ taps: 21, bursts: 17, dayEnd: 12 });
  // Half an hour earlier it is no longer the day's end; a tap afterwards makes it so.
  expect(bursts([...day, at("02T09:50", 1)])).toEqual([17, 12]);
  expect(bursts([...day, at("02T09:55", 1)])).toEqual([17, 0]);
});

it("does not take an hour's taps for a burst where times are rounded to the hour", () => {
  expect(bursts([at("02T02:00", 20)], 60)).toEqual([0, 0]);
  expect(bursts([at("02T02:00", 60)], 60)).toEqual([60, 60]);
});

it("takes the day of Vietnam: 23:30 UTC is the next morning there, and each counter's day is its own", () => {
  const slots = [at("02T09:00", 1), at("02T23:30", 1), at("02T17:00", 1)].map((slot) => ({
    ...slot,
    counter: "quay-1",
  }));
  expect(touchedDays([...slots, { counter: "quay-2", rated: "2026-03-02T09:00:00Z" }])).toEqual([
    { counter: "quay-1", day: "2026-03-02", from: "2026-03-01T17:00:00Z", to: "2026-03-02T17:00:00Z" },
    { counter: "quay-1", day: "2026-03-03", from: "2026-03-02T17:00:00Z", to: "2026-03-03T17:00:00Z" },
    { counter: "quay-2", day: "2026-03-02", from: "2026-03-01T17:00:00Z", to: "2026-03-02T17:00:00Z" },
  ]);
});
