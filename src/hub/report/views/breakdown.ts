import type { Breakdown, Grouping, SpanQuery } from "#contract/ward-views.js";
import { BANDS, type Cell, leastK } from "#hub/report/cell.js";
import { figuresOf } from "#hub/report/views/figures.js";
import type { Withheld } from "#hub/report/views/overview.js";
import { groupCells, sumCells } from "#hub/report/views/sum-cells.js";

type Words = { readonly vi: string; readonly en: string };
/** What a field's or a procedure's slug is called; undefined: not in the catalogue. */
export type Names = {
  readonly field: (slug: string) => Words | undefined;
  readonly procedure: (slug: string) => Words | undefined;
};
type BreakdownParts = {
  readonly span: SpanQuery;
  readonly by: Grouping;
  readonly k: number;
  readonly cells: readonly Cell[];
  readonly withheld: Withheld;
  readonly names: Names;
};

/** Parts of the day in their order, all else by its size; what holds several together comes last. */
export function breakdownOf({ span, by, k, cells, withheld, names }: BreakdownParts): Breakdown {
  const groups = [...groupCells(cells, (cell) => cell[by])].map(([key, group]) => ({
    key,
    field: by === "procedure" && key !== null ? (group.find(({ field }) => field !== null)?.field ?? null) : null,
    name: key === null || by === "band" ? null : (names[by](key) ?? null),
    figures: figuresOf(sumCells(group), k),
  }));
  const place = ({ key, figures }: (typeof groups)[number]): number =>
    by === "band" ? (BANDS as readonly (string | null)[]).indexOf(key) : -figures.transactions;
  const rows = groups.sort((a, b) => Number(a.key === null) - Number(b.key === null) || place(a) - place(b));
  return { ...span, by, k, leastK: leastK(cells, k), rows, withheld };
}
