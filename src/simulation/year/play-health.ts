import type { Random } from "#simulation/random.js";
import { momentOf } from "#simulation/year/calendar.js";
import { counterHealth } from "#simulation/year/counter-health.js";
import { COUNTERS, counterName, happens } from "#simulation/year/made-up-ward.js";
import type { MadeUp } from "#simulation/year/play-day.js";

export type CountedReports = { readonly day: string; readonly counter: string; readonly reports: number };
type Day = { readonly day: string; readonly before: number; readonly random: Random };

/** Of a machine that a timer switches on at 7:00 and off at 17:30: one every quarter of an hour. */
const ORDINARY = 42;
/** Power that was away, an update, a socket that somebody needed: hours of it, on one counter's day in so many. */
const CUT_SHORT = 0.035;
const SWITCHED_ON = 7;
const KEPT_HOURS = [7.25, 11.5, 17];

/**
 * What counters say of their machines on an open day. Three reports of each are signed; the others are counted, as a hub
 * counts them: signed too they would be a quarter of all events, and nobody reads an old one.
 */
export function playHealth({ day, before, random }: Day): { kept: MadeUp[]; counted: CountedReports[] } {
  const on = COUNTERS.map((_, i) => i + 1).filter((counter) => !happens("outage", counter, before));
  const counted = on.map((counter) => {
    const reports = random.chance(CUT_SHORT) ? Math.round(ORDINARY * (0.3 + 0.5 * random.next())) : ORDINARY;
    return { day, counter: counterName(counter), reports: reports - KEPT_HOURS.length };
  });
  const kept = on.flatMap((counter) =>
    KEPT_HOURS.map((hour) => {
      const at = momentOf(day, hour);
      const uptimeSeconds = Math.round((hour - SWITCHED_ON) * 3_600);
      return { counter, at, event: counterHealth({ counter, before, at, uptimeSeconds }, random) };
    }),
  );
  return { kept, counted };
}
