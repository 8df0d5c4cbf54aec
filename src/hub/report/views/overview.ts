import type { Overview, SpanQuery } from "#contract/ward-views.js";
import { type Cell, leastK } from "#hub/report/cell.js";
import { figuresOf, shareFigure } from "#hub/report/views/figures.js";
import { sumCells } from "#hub/report/views/sum-cells.js";

export type Withheld = Overview["withheld"];
type OverviewParts = {
  readonly ward: string;
  readonly span: SpanQuery;
  readonly k: number;
  readonly cells: readonly Cell[];
  readonly withheld: Withheld;
  /** Of the months of these cells; undefined when one of them was not imported. */
  readonly dossiers: number | undefined;
};

export function overviewOf({ ward, span, k, cells, withheld, dossiers }: OverviewParts): Overview {
  const sums = sumCells(cells);
  const newest = cells.reduce((latest, { releasedAt }) => (releasedAt > latest ? releasedAt : latest), "");
  return {
    ward,
    ...span,
    k,
    leastK: leastK(cells, k),
    releasedAt: newest || null,
    figures: figuresOf(sums, k),
    ratings: sums.taps < k ? null : { ...sums.ratings },
    ratedDossiers: dossiers ? { ratings: sums.taps, dossiers } : null,
    abstentions: [...sums.abstentions]
      .sort(([, a], [, b]) => b - a)
      .map(([reason, n]) => ({ reason, n, share: shareFigure({ hits: n, n: sums.transactions }, k) })),
    withheld,
  };
}
