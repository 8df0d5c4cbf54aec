/** Days are `2026-10-05`, of the office's own clock (UTC+7, which knows no summer time). */
const DAY_MS = 86_400_000;
const UTC_AHEAD_MS = 7 * 3_600_000;

export const daysUntil = (until: string, days: number): string[] =>
  Array.from({ length: days }, (_, i) => addDays(until, i + 1 - days));

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** A moment of that day's local clock, ms since the Unix epoch. */
export const momentOf = (day: string, hour: number): number => Date.parse(day) - UTC_AHEAD_MS + hour * 3_600_000;

/** Monday 1 … Sunday 7. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The last month that is over on that day. */
export function lastFullMonth(until: string): string {
  const isOver = addDays(until, 1).slice(0, 7) !== until.slice(0, 7);
  return isOver ? until.slice(0, 7) : addDays(`${until.slice(0, 7)}-01`, -1).slice(0, 7);
}

/** New Year, Reunification, Labour, National Day and the day before it. */
const EVERY_YEAR = ["01-01", "04-30", "05-01", "09-01", "09-02"];
/** By the moon: Tết with the days around it, and the Hùng Kings' day. A year that is not listed has none. */
const BY_THE_MOON: readonly (readonly [string, string])[] = [
  ["2024-02-08", "2024-02-14"],
  ["2024-04-18", "2024-04-18"],
  ["2025-01-25", "2025-02-02"],
  ["2025-04-07", "2025-04-07"],
  ["2026-02-14", "2026-02-22"],
  ["2026-04-26", "2026-04-27"],
  ["2027-02-04", "2027-02-10"],
  ["2027-04-16", "2027-04-16"],
];

export const isHoliday = (day: string): boolean =>
  EVERY_YEAR.includes(day.slice(5)) || BY_THE_MOON.some(([from, to]) => from <= day && day <= to);

/** How busy an office is, 1 an ordinary weekday, 0 closed: Mondays, Saturday mornings, the weeks before and after Tết. */
export function bustleOf(day: string): number {
  const weekday = weekdayOf(day);
  if (weekday === 7 || isHoliday(day)) return 0;
  const ofWeek = [1.22, 1.04, 0.98, 0.96, 0.92, 0.38][weekday - 1] ?? 0;
  return ofWeek * seasonOf(day);
}

function seasonOf(day: string): number {
  const tet = BY_THE_MOON.find(([from]) => from.slice(0, 4) === day.slice(0, 4))?.[0];
  if (tet && addDays(tet, -21) <= day && day < tet) return 1.18;
  if (tet && tet < day && day <= addDays(tet, 25)) return 0.72;
  // Schools and universities ask for certified copies.
  return ["06", "07", "08"].includes(day.slice(5, 7)) ? 1.14 : 1;
}

/** Opening hours in halves of an hour, with how many come in each. */
const ARRIVALS: readonly (readonly [number, number])[] = [
  ...([0.9, 1.4, 1.5, 1.3, 1.1, 0.9, 0.7, 0.4] as const).map((weight, i) => [7.5 + i / 2, weight] as const),
  ...([0.6, 0.85, 0.85, 0.7, 0.5, 0.35, 0.15] as const).map((weight, i) => [13.5 + i / 2, weight] as const),
];

/** → the hour at which somebody comes, from two draws of [0, 1). Saturdays close at noon. */
export function arrivalHour(day: string, draw: number, within: number): number {
  const open = weekdayOf(day) === 6 ? ARRIVALS.filter(([hour]) => hour < 12) : ARRIVALS;
  let left = draw * open.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [hour, weight] of open) {
    left -= weight;
    if (left < 0) return hour + within / 2;
  }
  return 11;
}
