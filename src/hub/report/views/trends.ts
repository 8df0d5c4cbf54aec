import type { SpanQuery, TrendStep, Trends } from "#contract/ward-views.js";
import { type Cell, leastK } from "#hub/report/cell.js";
import { stretchesOf } from "#hub/report/views/calendar.js";
import { figuresOf } from "#hub/report/views/figures.js";
import type { Withheld } from "#hub/report/views/overview.js";
import { sumCells } from "#hub/report/views/sum-cells.js";

type TrendParts = {
  readonly span: SpanQuery;
  readonly by: TrendStep;
  readonly k: number;
  readonly cells: readonly Cell[];
  readonly withheld: Withheld;
};

export const trendsOf = ({ span, by, k, cells, withheld }: TrendParts): Trends => ({
  ...span,
  by,
  k,
  leastK: leastK(cells, k),
  points: stretchesOf(span, by).map(({ start, end, holds }) => ({
    start,
    end,
    figures: figuresOf(sumCells(cells.filter(holds)), k),
  })),
  weekless: by === "week" ? sumCells(cells.filter(({ week }) => week === null)).transactions : 0,
  withheld,
});
