import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Cut } from "#hub/report/lattice/cut-cells.js";
import type { Unit } from "#hub/report/lattice/unit.js";
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
import { publishStored } from "../../../support/reconstruction/stored-ward.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

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

  describe("from cells that a hub made of its events", () => {
    const ward = halved(smallWard({ seed: 11, perWeek: 22, tapShare: 0.7, scoreShare: 0.6 }));
    const attackStored = async (how: Pick<Parameters<typeof publishStored>[2], "cut"> = {}) => {
      await using folder = await temporaryFolder();
      const figures = await publishStored(folder.file("hub.db"), ward, { k: 4, ...how });
      expect(figures.length).toBeGreaterThan(4);
      return attacker.attack(citizensOf(ward), figures, { stopAtFirst: true });
    };

    it("learns nobody's answer", { timeout: 60_000 }, async () => {
      expect(await attackStored()).toEqual([]);
    });

    it("would, if cells were only counted to k", { timeout: 60_000 }, async () => {
      const ofEachField = (units: readonly Unit[], k: number): Cut[] =>
        [...new Set(units.map(({ field }) => field))]
          .map((field) => ({ field, procedure: null, band: null, units: units.filter((unit) => unit.field === field) }))
          .filter((one) => one.units.length >= k);
      expect(await attackStored({ cut: ofEachField })).not.toEqual([]);
    });
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
