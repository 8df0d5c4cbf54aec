const HOUR_MS = 3_600_000;
/** Before the first citizen, and when the counter has closed; hours of the counter's own time zone. */
const MORNING = 5;
const EVENING = 19;

const DAY_QUIET_MS = 30_000;
/** Whoever locks up or cleans has gone. */
const NIGHT_QUIET_MS = 10 * 60_000;
/** Else a camera moved after the morning's check would be scored with until the next. */
const STALE_MS = 4 * HOUR_MS;
const LULL_MS = 3 * 60_000;

/** A check is due in the morning and one in the evening; one that could not be made then stays due. */
const isTurnDue = (now: number, checked: number): boolean => checked < lastTurn(now) || checked > now;

/** For how long nobody must have been in the zone. */
export const quietBefore = (now: number): number => (isDay(now) ? DAY_QUIET_MS : NIGHT_QUIET_MS);

/** `empty`: for how long nobody has been in the zone, ms. By day a lull is used too when the last check is hours old. */
export function isCheckDue(now: number, checked: number, empty: number): boolean {
  if (isTurnDue(now, checked)) return empty >= quietBefore(now);
  return isDay(now) && now - checked >= STALE_MS && empty >= LULL_MS;
}

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
