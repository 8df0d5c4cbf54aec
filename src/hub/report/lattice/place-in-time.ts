import { BANDS, type Band } from "#hub/report/cell.js";

/** Where a transaction lies among the cells. */
export type PlaceInTime = { readonly month: string; readonly week: string; readonly band: Band | null };
/** A week as far as it lies in the month; null: the whole month. */
export type Part = { readonly month: string; readonly week: string | null };

/** Parts in the order of time, a month after its weeks: texts of one length, which both databases compare alike. */
export const orderOf = ({ month, week }: Part): string => `${month} ${week ?? "9999-99-99"}`;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Vietnam has one time zone, without summer time. */
const LOCAL_MS = 7 * HOUR_MS;
const BAND_ENDS = [9, 11.5, 15, 24];
/** A desk may be offline for weeks; what claims to be older than this, or of the future, has a wrong clock. */
const OLDEST_MS = 60 * DAY_MS;
/** So that desks that were offline catch up before a part is made into cells. */
const PATIENCE_MS = DAY_MS;

const dateOf = (local: number): string => new Date(local).toISOString().slice(0, 10);

/** In ms. A desk's clock can be wrong, and its network down for weeks. */
export const isBelievable = (own: number, received: number): boolean =>
  own <= received + DAY_MS && own >= received - OLDEST_MS;

/** Both UTC. A time that cannot be gives way to the one of arrival, and then says nothing of the part of the day. */
export function placeInTime(at: string, receivedAt: string): PlaceInTime {
  const [own, received] = [Date.parse(at), Date.parse(receivedAt)];
  const isBelieved = isBelievable(own, received);
  const local = (isBelieved ? own : received) + LOCAL_MS;
  const hour = (local % DAY_MS) / HOUR_MS;
  const band = BANDS[BAND_ENDS.findIndex((end) => hour < end)] ?? null;
  return { month: dateOf(local).slice(0, 7), week: mondayOf(local), band: isBelieved ? band : null };
}

/** 1970 began on a Thursday. */
const mondayOf = (local: number): string => {
  const day = Math.floor(local / DAY_MS);
  return dateOf((day - ((day + 3) % 7)) * DAY_MS);
};

/** Whether the part ended long enough ago; `now` in ms. */
export function isOver({ month, week }: Part, now: number): boolean {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const monthEnd = Date.UTC(year, number);
  const end = week === null ? monthEnd : Math.min(monthEnd, Date.parse(week) + 7 * DAY_MS);
  return now >= end - LOCAL_MS + PATIENCE_MS;
}
