import type { SideBySide, WardsView } from "#contract/city.js";
import type { SpanQuery } from "#contract/ward-views.js";
import { type WardSources, WardViews } from "#hub/api/read-ward-views.js";
import type { CityStore } from "#hub/city/city-store.js";
import type { Wards } from "#hub/city/wards-file.js";
import { monthsOf } from "#hub/report/views/calendar.js";
import { compareShares } from "#hub/report/views/compare.js";
import { figuresOf, tapsOf } from "#hub/report/views/figures.js";
import { sumCells } from "#hub/report/views/sum-cells.js";

type CitySources = {
  readonly city: string;
  readonly office?: WardSources["office"];
  readonly store: Pick<CityStore, "cells">;
  readonly policy: WardSources["policy"];
  readonly names: WardSources["names"];
  readonly today: () => string;
};

/** A ward's views over one ward's cells, or over those of all. What wards still hold back a city cannot know: it counts 0. */
export const cityViews = ({ city, office = null, store, ...rest }: CitySources, ward?: string): WardViews =>
  new WardViews({
    ...rest,
    ward: ward ?? city,
    office: ward === undefined ? office : null,
    // What wards release says nothing of it.
    simulatedUntil: () => undefined,
    store: {
      cells: async (span) => store.cells(span, ward).map(({ cell }) => cell),
      withheld: async () => ({ transactions: 0, ratings: 0 }),
    },
    dossiers: () => undefined,
    state: async () => ({ needTechnician: [], offline: [], missingEvents: 0 }),
  });

/** Each ward by month. */
export function wardsView({ store, policy }: Pick<CitySources, "store" | "policy">, span: SpanQuery): WardsView {
  const { k } = policy();
  const cells = store.cells(span);
  const wards = [...new Set(cells.map(({ ward }) => ward))].sort();
  return {
    ...span,
    k,
    wards: wards.map((ward) => {
      const own = cells.filter((one) => one.ward === ward).map(({ cell }) => cell);
      return {
        ward,
        figures: figuresOf(sumCells(own), k),
        months: monthsOf(span).map((month) => ({
          month,
          figures: figuresOf(sumCells(own.filter((cell) => cell.month === month)), k),
        })),
      };
    }),
  };
}

/**
 * Each ward beside all others together: by name, with no order of merit. Camera scores are not compared: cameras differ from
 * ward to ward, and no tap of the same citizen stands between them.
 */
export function sideBySide(
  { store, policy }: Pick<CitySources, "store" | "policy">,
  { span, listed }: { span: SpanQuery; listed: Wards },
): SideBySide {
  const { k } = policy();
  const cells = store.cells(span);
  const names = [...new Set([...listed.keys(), ...cells.map(({ ward }) => ward)])].sort();
  const wards = names.map((ward) => ({
    ward,
    sums: sumCells(cells.filter((one) => one.ward === ward).map(({ cell }) => cell)),
  }));
  const all = tapsOf(sumCells(cells.map(({ cell }) => cell)));
  const compared = compareShares(
    wards.map(({ sums }) => {
      const now = tapsOf(sums);
      return { now, before: { hits: all.hits - now.hits, n: all.n - now.n } };
    }),
    k,
  );
  return {
    ...{ from: span.from, to: span.to, k },
    wards: wards.flatMap(({ ward, sums }, i) => {
      const one = compared[i];
      if (!one) return [];
      const { before: others, difference } = one;
      return [{ ward, name: listed.get(ward)?.name ?? null, figures: figuresOf(sums, k), others, difference }];
    }),
  };
}
