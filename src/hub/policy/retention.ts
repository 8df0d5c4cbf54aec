import type { EventStore } from "#hub/store/event-store.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import { pause, untilAborted } from "#platform/tasks.js";

type Parts = {
  readonly store: Pick<EventStore, "erase">;
  readonly contentMonths: number | undefined;
  readonly onErased?: (erased: { readonly before: string; readonly events: number }) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
};

const EVERY_MS = 24 * 3_600_000;

/** The month (`2026-03`) that lies so many months before that moment. */
export function monthBefore(now: number, months: number): string {
  const date = new Date(now);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months)).toISOString().slice(0, 7);
}

/** Once a day erases what has been kept long enough. */
export async function keepRetention(
  { store, contentMonths, onErased, clock, log }: Parts,
  signal: AbortSignal,
): Promise<void> {
  if (contentMonths === undefined) return untilAborted(signal);
  while (!signal.aborted) {
    const before = monthBefore(clock.now(), contentMonths);
    try {
      const events = await store.erase(before);
      if (events > 0) {
        log.info({ event: "contents.erased", before, events });
        await onErased?.({ before, events });
      }
    } catch (error) {
      if (!isStoreFault(error)) throw error;
    }
    await pause(EVERY_MS, signal);
  }
}
