const HOUR_MS = 3_600_000;
/** Before the first citizen, and when the counter has closed; hours of the counter's own time zone. */
const MORNING = 5;
const EVENING = 19;

const DAY_QUIET_MS = 30_000;
/** Whoever locks up or cleans has gone. */
const NIGHT_QUIET_MS = 10 * 60_000;

/** A check is due in the morning and one in the evening; one that could not be made then stays due. */
export const isCheckDue = (now: number, checked: number): boolean => checked < lastTurn(now) || checked > now;

/** For how long nobody must have been in the zone. */
export const quietBefore = (now: number): number => (isDay(now) ? DAY_QUIET_MS : NIGHT_QUIET_MS);

function lastTurn(now: number): number {
  const hour = new Date(now).getHours();
  const turn = new Date(isDay(now) || hour >= EVENING ? now : now - 12 * HOUR_MS);
  turn.setHours(isDay(now) ? MORNING : EVENING, 0, 0, 0);
  return turn.getTime();
}

function isDay(now: number): boolean {
  const hour = new Date(now).getHours();
  return hour >= MORNING && hour < EVENING;
}

/** The counter's calendar day, `2026-03-02`. */
export function dayOf(now: number): string {
  const date = new Date(now);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
