import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Attacker } from "../../../support/reconstruction/attack.js";
import {
  citizensOf,
  halved,
  publishCells,
  publishNaively,
  smallWard,
  VALUES,
  type WardShape,
} from "../../../support/reconstruction/small-ward.js";

let attacker: Attacker;
beforeAll(async () => {
  attacker = await Attacker.create(VALUES);
});

const anyWard: fc.Arbitrary<WardShape> = fc.record({
  seed: fc.nat(10_000),
  perWeek: fc.integer({ min: 10, max: 60 }),
  tapShare: fc.constantFrom(0.3, 0.6, 0.92),
  scoreShare: fc.constantFrom(0.3, 0.6, 0.9),
});

describe("whoever knows everybody and all that was ever published", () => {
  it("learns nobody's answer from cells", { timeout: 120_000 }, () => {
    let published = 0;
    fc.assert(
      fc.property(anyWard, fc.integer({ min: 3, max: 8 }), fc.boolean(), (shape, k, changes) => {
        const ward = smallWard(shape);
        const figures = publishCells(ward, (week) => (changes && week % 2 ? k + 2 : k));
        published += figures.length;
        expect(attacker.attack(citizensOf(ward), figures)).toEqual([]);
      }),
      { numRuns: 9, seed: 7 },
    );
    expect(published).toBeGreaterThan(50);
  });

  it.each([
    ["are made in batches", { batch: true }],
    ["were in part made before the store was given back", { restored: { in: 2, weeks: 1 } }],
  ])("nor from cells that %s, with transactions whose halves lie in two of them", { timeout: 60_000 }, (_, how) => {
    const ward = halved(smallWard({ seed: 11, perWeek: 30, tapShare: 0.7, scoreShare: 0.6 }));
    const figures = publishCells(ward, () => 4, how);
    expect(figures.length).toBeGreaterThan(4);
    expect(attacker.attack(citizensOf(ward), figures)).toEqual([]);
  });

  it("would learn them if each cell said its pairs too", () => {
    const ward = smallWard({ seed: 3, perWeek: 30, tapShare: 0.6, scoreShare: 0.6 });
    const cells = publishCells(ward, () => 5).filter(({ pairs }) => !pairs);
    const figures = cells.map((cell) => ({ ...cell, pairs: true }));
    expect(attacker.attack(citizensOf(ward), figures, { stopAtFirst: true })).not.toEqual([]);
  });

  it("learns them from tables that hold k each and overlap", () => {
    const ward = smallWard({ seed: 3, perWeek: 25, tapShare: 0.6, scoreShare: 0.6 });
    const found = attacker.attack(citizensOf(ward), publishNaively(ward, 10), { stopAtFirst: true });
    expect(found.length).toBeGreaterThan(0);
  });
});
