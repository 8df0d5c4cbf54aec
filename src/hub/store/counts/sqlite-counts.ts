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
import { ask } from "#hub/store/sqlite-ask.js";
import type { Sqlite } from "#platform/sqlite.js";

const placeOf = (db: Sqlite): number => ask<{ place: number }>(db, PLACE)[0]?.place ?? 0;

export const tally = (db: Sqlite, { from, to }: Span = EVER): Tally =>
  tallyOf(ask<CountRow>(db, TALLY, [placeOf(db), from, to]));

export const tapFacts = (db: Sqlite, { from, to }: Span = EVER): TapFacts =>
  tapFactsOf(ask<CountRow>(db, TAP_COUNTS, [from, to]), ask<DaysRow>(db, TAP_DAYS, [from, to])[0]);

export const hasNews = (db: Sqlite): boolean => placeOf(db) < lastPlace(db);
const lastPlace = (db: Sqlite): number =>
  ask<{ place: number }>(db, "SELECT coalesce(max(id), 0) AS place FROM events")[0]?.place ?? 0;

/** Call it in a transaction. */
export function count(db: Sqlite, grainMinutes: number): void {
  const [place, upTo] = [placeOf(db), lastPlace(db)];
  run(db, ADD_COUNTS, [place]);
  run(db, ADD_SLOTS, [place]);
  for (const { counter, day, from, to } of touchedDays(ask(db, NEW_SLOTS, [place]))) {
    const { taps, bursts, dayEnd } = tapDay(ask<TapSlot>(db, SLOTS_OF_DAY, [counter, from, to]), grainMinutes);
    run(db, SET_DAY, [counter, day, taps, bursts, dayEnd]);
  }
  run(db, MOVE_PLACE, [upTo]);
}

function run(db: Sqlite, sql: string, values: readonly unknown[]): void {
  db.prepare<object[]>(sql).run(Object.fromEntries(values.map((value, i) => [i + 1, value])));
}
