import { type TapFacts, type TapSlot, tapDay } from "#hub/report/integrity.js";
import type { Span } from "#hub/report/period.js";
import type { Tally } from "#hub/report/summary.js";
import {
  ADD_COUNTS,
  ADD_SLOTS,
  type CountRow,
  type DaysRow,
  EVER,
  MOVE_PLACE,
  NEW_SLOTS,
  PLACE,
  SET_DAY,
  SLOTS_OF_DAY,
  TALLY,
  TAP_COUNTS,
  TAP_DAYS,
  tallyOf,
  tapFactsOf,
} from "#hub/store/counts/count-sql.js";
import { touchedDays } from "#hub/store/counts/tap-days.js";
import type { Query } from "#hub/store/postgres/database.js";

/** Call it in a transaction that sees one moment. The place is asked for first, so that the planner knows how few rows follow. */
export async function tally(query: Query, { from, to }: Span = EVER): Promise<Tally> {
  return tallyOf(await query<CountRow>(TALLY, [await placeOf(query), from, to]));
}

export async function tapFacts(query: Query, { from, to }: Span = EVER): Promise<TapFacts> {
  const counts = await query<CountRow>(TAP_COUNTS, [from, to]);
  return tapFactsOf(counts, (await query<DaysRow>(TAP_DAYS, [from, to]))[0]);
}

export async function hasNews(query: Query): Promise<boolean> {
  return (await placeOf(query)) < (await lastPlace(query));
}

async function placeOf(query: Query): Promise<number> {
  return (await query<{ place: number }>(PLACE))[0]?.place ?? 0;
}

async function lastPlace(query: Query): Promise<number> {
  const [row] = await query<{ place: number }>(
    "SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS place FROM event_place",
  );
  return row?.place ?? 0;
}

/** Call it in a transaction beside which no commit is on its way: none may get a place below what was counted. */
export async function count(query: Query, grainMinutes: number): Promise<void> {
  const [place, upTo] = [await placeOf(query), await lastPlace(query)];
  await query(ADD_COUNTS, [place]);
  await query(ADD_SLOTS, [place]);
  for (const { counter, day, from, to } of touchedDays(await query(NEW_SLOTS, [place]))) {
    const { taps, bursts, dayEnd } = tapDay(await query<TapSlot>(SLOTS_OF_DAY, [counter, from, to]), grainMinutes);
    await query(SET_DAY, [counter, day, taps, bursts, dayEnd]);
  }
  await query(MOVE_PLACE, [upTo]);
}
