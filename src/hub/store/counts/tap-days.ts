const LOCAL_MS = 7 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** A counter's day, local, and where it begins and ends in published time. */
export type CounterDay = { readonly counter: string; readonly day: string; readonly from: string; readonly to: string };
type NewSlot = { readonly counter: string; readonly rated: string };

/** The days to which taps were added. */
export function touchedDays(slots: readonly NewSlot[]): CounterDay[] {
  const days = new Map<string, CounterDay>();
  for (const { counter, rated } of slots) {
    const number = Math.floor((Date.parse(rated) + LOCAL_MS) / DAY_MS);
    const key = `${counter}/${number}`;
    if (days.has(key)) continue;
    const from = number * DAY_MS - LOCAL_MS;
    const day = new Date(number * DAY_MS).toISOString().slice(0, 10);
    days.set(key, { counter, day, from: utc(from), to: utc(from + DAY_MS) });
  }
  return [...days.values()];
}

const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
