import { monthNumber, type SpanQuery, type TrendStep } from "#contract/ward-views.js";
import type { Cell } from "#hub/report/cell.js";

const DAY_MS = 24 * 3_600_000;

/** All days here are local, and as dates they know no time zone. */
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const firstDay = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);
const lastDay = (month: string): number => firstDay(monthAfter(month, 1)) - DAY_MS;

const monthOf = (number: number): string => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
export const monthAfter = (month: string, months: number): string => monthOf(monthNumber(month) + months);

export const monthsOf = ({ from, to }: SpanQuery): string[] =>
  Array.from({ length: monthNumber(to) - monthNumber(from) + 1 }, (_, i) => monthAfter(from, i));

/** As many months, just before. */
export function spanBefore({ from, to }: SpanQuery): SpanQuery {
  const months = monthNumber(to) - monthNumber(from) + 1;
  return { from: monthAfter(from, -months), to: monthAfter(from, -1) };
}

export type Stretch = { readonly start: string; readonly end: string; readonly holds: (cell: Cell) => boolean };

/** A span in steps, without a hole: a step of which nothing is released is one too. */
export function stretchesOf(span: SpanQuery, by: TrendStep): Stretch[] {
  if (by === "week") return monthsOf(span).flatMap(weeksOf);
  const groups = new Map<string, string[]>();
  for (const month of monthsOf(span)) {
    const key = by === "month" ? month : quarterOf(month);
    groups.set(key, [...(groups.get(key) ?? []), month]);
  }
  return [...groups.values()].map((months) => ({
    start: isoDay(firstDay(months[0] as string)),
    end: isoDay(lastDay(months.at(-1) as string)),
    holds: ({ month }) => months.includes(month),
  }));
}

const quarterOf = (month: string): string => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

/** Its weeks, Monday first, each cut at the month's border as cells are. */
function weeksOf(month: string): Stretch[] {
  const [first, last] = [firstDay(month), lastDay(month)];
  const weeks: Stretch[] = [];
  const toMonday = (new Date(first).getUTCDay() + 6) % 7;
  for (let monday = first - toMonday * DAY_MS; monday <= last; monday += 7 * DAY_MS) {
    const name = isoDay(monday);
    weeks.push({
      start: isoDay(Math.max(first, monday)),
      end: isoDay(Math.min(last, monday + 6 * DAY_MS)),
      holds: (cell) => cell.month === month && cell.week === name,
    });
  }
  return weeks;
}
