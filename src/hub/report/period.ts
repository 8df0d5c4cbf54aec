/** Months, both included. */
export type Span = { readonly from: string; readonly to: string };

const QUARTER = /^(\d{4})-Q([1-4])$/;

/** `2026-Q4` → `2026-10` … `2026-12`; a month is itself. */
export function monthsOf(period: string): readonly string[] {
  const [, year, quarter] = QUARTER.exec(period) ?? [];
  if (!year || !quarter) return [period];
  const first = (Number(quarter) - 1) * 3;
  return [1, 2, 3].map((month) => monthText(Number(year), first + month));
}

export function spanOf(period: string): Span {
  const months = monthsOf(period);
  return { from: months[0] ?? period, to: months.at(-1) ?? period };
}

/** The month, or the quarter, before. */
export function periodBefore(period: string): string {
  const [, year = "", part = ""] = /^(\d{4})-Q?(\d+)$/.exec(period) ?? [];
  const [before, parts] = [Number(part) - 1, period.includes("Q") ? 4 : 12];
  const [inYear, place] = before > 0 ? [Number(year), before] : [Number(year) - 1, parts];
  return parts === 4 ? `${inYear}-Q${place}` : monthText(inYear, place);
}

/** The quarter that a month belongs to. */
export function quarterOf(month: string): string {
  const [year, number] = month.split("-");
  return `${year}-Q${Math.ceil(Number(number) / 3)}`;
}

const monthText = (year: number, month: number): string => `${year}-${String(month).padStart(2, "0")}`;
