import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_BUCKETS, sumBuckets, TimeBuckets, takeUsable } from "#desk/scoring/time-buckets.js";

const total = (buckets: TimeBuckets) => buckets.list.reduce(sumBuckets, { seconds: 0, weight: 0, valence: 0 });

it("never holds more than 64 buckets and never loses a sum", () => {
  const stretch = fc.record({
    gap: fc.double({ min: 0, max: 5_000, noNaN: true }),
    ms: fc.double({ min: 1, max: 3_000, noNaN: true }),
    weight: fc.double({ min: 0.05, max: 1, noNaN: true }),
    valence: fc.double({ min: -1, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 300 }), (stretches) => {
      const buckets = new TimeBuckets();
      const expected = { seconds: 0, weight: 0, valence: 0 };
      let at = 0;
      for (const { gap, ms, weight, valence } of stretches) {
        at += gap;
        buckets.add(at, at + ms, { weight, valence });
        at += ms;
        expected.seconds += ms / 1_000;
        expected.weight += (weight * ms) / 1_000;
        expected.valence += (weight * valence * ms) / 1_000;
      }
      const sums = total(buckets);
      expect(buckets.list.length).toBeLessThanOrEqual(MAX_BUCKETS);
      expect(sums.seconds).toBeCloseTo(expected.seconds, 6);
      expect(sums.weight).toBeCloseTo(expected.weight, 6);
      expect(sums.valence).toBeCloseTo(expected.valence, 6);
    }),
  );
});

it("takes usable seconds from either end, with a share of the bucket on the border", () => {
  const buckets = new TimeBuckets();
  buckets.add(0, 10_000, { weight: 1, valence: 0 });
  buckets.add(20_000, 30_000, { weight: 1, valence: 1 });
  expect(takeUsable(buckets.list, 10.1).valence).toBeCloseTo(0.1, 9);
  expect(takeUsable([...buckets.list].reverse(), 10.1).seconds).toBeCloseTo(10.1, 9);
  expect(takeUsable([...buckets.list].reverse(), 10.1).valence).toBeCloseTo(10, 9);
  expect(takeUsable(buckets.list, 99).seconds).toBeCloseTo(20, 9);
});
