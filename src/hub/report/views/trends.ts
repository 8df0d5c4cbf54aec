import type { SpanQuery, TrendStep, Trends } from "#contract/ward-views.js";
import { type Cell, leastK } from "#hub/report/cell.js";
import { stretchesOf } from "#hub/report/views/calendar.js";
import { figuresOf } from "#hub/report/views/figures.js";
import type { Withheld } from "#hub/report/views/overview.js";
import { sumCells } from "#hub/report/views/sum-cells.js";

type Only = Trends["only"];
type TrendParts = {
  readonly span: SpanQuery;
  readonly by: TrendStep;
  readonly only?: Only;
  readonly k: number;
  readonly cells: readonly Cell[];
  readonly withheld: Withheld;
};

/** The course of the whole ward, or of one field, procedure or part of the day: of the cells that name it. */
export function trendsOf({ span, by, only = null, k, cells, withheld }: TrendParts): Trends {
  const chosen = only === null ? cells : cells.filter((cell) => cell[only.by] === only.key);
  return {
    ...span,
    ...{ by, only, k },
    leastK: leastK(chosen, k),
    points: stretchesOf(span, by).map(({ start, end, holds }) => ({
      start,
      end,
      figures: figuresOf(sumCells(chosen.filter(holds)), k),
    })),
    weekless: by === "week" ? sumCells(chosen.filter(({ week }) => week === null)).transactions : 0,
    withheld,
  };
}
