import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gwetAc2, weightedKappa } from "#hub/report/agreement/chance-corrected.js";
import type { PairTable } from "#hub/report/agreement/pair-table.js";

/**
 * Two abstractors on 100 pregnancies: Gwet, Handbook of Inter-Rater Reliability (2014); the table `cont3x3abstractors`
 * of his package irrCAC, which gives for quadratic weights κ = 0.892 (95 %: 0.822–0.962) and AC2 = 0.940 (0.905–0.976).
 */
const GWET: PairTable = [
  [13, 0, 0],
  [0, 20, 7],
  [0, 4, 56],
];
/** Gwet's 95 % is 1.984 standard errors (t with 99 degrees), our 90 % 1.645. */
const to90 = (low: number, high: number): number => (1.645 * (high - low)) / (2 * 1.984);
const half = ({ low, high }: { low: number; high: number }): number => (high - low) / 2;

describe("κ and AC2", () => {
  it("are those of Gwet's worked example, and as wide", () => {
    const [kappa, ac2] = [weightedKappa(GWET), gwetAc2(GWET)];
    expect(kappa?.value).toBeCloseTo(0.892, 3);
    expect(ac2?.value).toBeCloseTo(0.94, 3);
    // The pairs that we add for honesty widen 100 by a good third; of a hundred times as many they are nothing.
    const more = GWET.map((row) => row.map((cell) => cell * 100));
    for (const [coefficient, published] of [
      [weightedKappa, to90(0.822, 0.962)],
      [gwetAc2, to90(0.905, 0.976)],
    ] as const) {
      const [few, many] = [coefficient(GWET), coefficient(more)];
      expect((many && half(many) * 10) ?? 0).toBeCloseTo(published, 3);
      expect(few && half(few)).toBeGreaterThan(published);
      expect(few && half(few)).toBeLessThan(published * 1.5);
    }
  });

  it("are those of a table worked by hand", () => {
    // n = 20, rows 6, 8, 6, columns 6, 8, 6. Misses by one level: 6, by two: 2. Σ (i−j)²·O = 6 + 4·2 = 14.
    // By chance: Σ (i−j)²·r·c ÷ 20 = (6·8 + 8·6 + 8·6 + 6·8 + 4·(6·6 + 6·6)) ÷ 20 = 480 ÷ 20 = 24. κ = 1 − 14 ÷ 24.
    const table: PairTable = [
      [4, 1, 1],
      [1, 5, 2],
      [1, 2, 3],
    ];
    expect(weightedKappa(table)?.value).toBeCloseTo(1 - 14 / 24, 12);
    // AC2: weights 1, ¾, 0 sum to 6, so chance = 6 ÷ 6 · Σ π(1 − π) = .3·.7 + .4·.6 + .3·.7 = .66.
    // Agreement = 1 − 14 ÷ (4·20) = .825. AC2 = (.825 − .66) ÷ (1 − .66).
    expect(gwetAc2(table)?.value).toBeCloseTo(0.165 / 0.34, 12);
  });

  it("part where nearly everyone is satisfied: κ falls, AC2 does not", () => {
    const rare: PairTable = [
      [0, 3, 0],
      [2, 990, 0],
      [0, 5, 0],
    ];
    expect(weightedKappa(rare)?.value).toBeLessThan(0.01);
    expect(gwetAc2(rare)?.value).toBeGreaterThan(0.98);
  });

  it("κ of one level on both sides is undefined, AC2 is 1; of no pairs both are undefined", () => {
    const alike: PairTable = [
      [0, 0, 0],
      [0, 12, 0],
      [0, 0, 0],
    ];
    expect(weightedKappa(alike)).toBeUndefined();
    expect(gwetAc2(alike)).toMatchObject({ value: 1, high: 1 });
    expect(gwetAc2(alike)?.low).toBeLessThan(0.95);
    const none = alike.map((row) => row.map(() => 0));
    expect([weightedKappa(none), gwetAc2(none)]).toEqual([undefined, undefined]);
  });
});

const anyTable = fc
  .array(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 })
  .filter((table) => table.flat().some((cell) => cell > 0));
const turned = (table: PairTable): number[][] => table.map((_, i) => table.map((row) => row[i] ?? 0));
const reversed = (table: PairTable): number[][] => [...table].reverse().map((row) => [...row].reverse());
const both = [weightedKappa, gwetAc2];

describe("of any table κ and AC2", () => {
  it("are within −1 and 1 and their own interval, and never NaN", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        for (const coefficient of both) {
          const found = coefficient(table);
          if (!found) continue;
          expect(found.low).toBeGreaterThanOrEqual(-1);
          expect(found.high).toBeLessThanOrEqual(1);
          expect(found.value).toBeGreaterThanOrEqual(found.low);
          expect(found.value).toBeLessThanOrEqual(found.high);
        }
      }),
    );
  });

  it("do not care which side is which, nor which end of the scale is called first", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        for (const coefficient of both)
          for (const other of [turned(table), reversed(table)]) {
            const [a, b] = [coefficient(table), coefficient(other)];
            expect(a === undefined).toBe(b === undefined);
            for (const key of ["value", "low", "high"] as const) expect(b?.[key] ?? 0).toBeCloseTo(a?.[key] ?? 0, 9);
          }
      }),
    );
  });

  it("stay the same on ten times the pairs, and are narrower", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        for (const coefficient of both) {
          const once = coefficient(table);
          const tenfold = coefficient(table.map((row) => row.map((cell) => cell * 10)));
          if (!once || !tenfold) continue;
          expect(tenfold.value).toBeCloseTo(once.value, 9);
          expect(tenfold.high - tenfold.low).toBeLessThanOrEqual(once.high - once.low + 1e-9);
        }
      }),
    );
  });

  it("are 1 where the two always agree on more than one level", () => {
    const diagonal = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.nat(500), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(diagonal, (counts) => {
        const table = counts.map((n, i) => counts.map((_, j) => (i === j ? n : 0)));
        for (const coefficient of both) expect(coefficient(table)?.value).toBeCloseTo(1, 9);
      }),
    );
  });

  it("κ is 0 where tap and score know nothing of each other", () => {
    const shares = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(9));
    fc.assert(
      fc.property(shares, shares, (rows, columns) => {
        const table = rows.map((row) => columns.map((column) => row * column));
        expect(weightedKappa(table)?.value).toBeCloseTo(0, 9);
      }),
    );
  });
});

/** Small, seeded, good enough to draw tables with (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("the 90 % intervals", () => {
  const wards: Record<string, PairTable> = {
    mixed: [
      [10, 8, 2],
      [5, 30, 10],
      [2, 8, 25],
    ],
    nearlyAllSatisfied: [
      [5, 2, 0],
      [3, 708, 10],
      [0, 2, 270],
    ],
    blind: [
      [1, 6, 3],
      [100, 600, 290],
      [100, 600, 300],
    ],
  };
  it.each(Object.entries(wards))("hold the truth about nine times in ten, from 20 pairs on: %s", (_, ward) => {
    const cells = ward.flat();
    const total = cells.reduce((a, b) => a + b, 0);
    const random = dice(20);
    const draw = (n: number): PairTable => {
      const counts = cells.map(() => 0);
      for (let i = 0; i < n; i += 1) {
        let left = random() * total;
        const cell = cells.findIndex((weight) => {
          left -= weight;
          return left < 0;
        });
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      return [counts.slice(0, 3), counts.slice(3, 6), counts.slice(6)];
    };
    for (const coefficient of both)
      for (const n of [20, 100, 400]) {
        const truth = coefficient(ward.map((row) => row.map((cell) => cell * 1e6)))?.value ?? Number.NaN;
        const drawn = Array.from({ length: 400 }, () => coefficient(draw(n))).filter((found) => found !== undefined);
        const held = drawn.filter(({ low, high }) => low <= truth && truth <= high).length;
        expect(held / drawn.length).toBeGreaterThan(0.86);
      }
  });
});
