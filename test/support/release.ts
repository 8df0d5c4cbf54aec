import { CellRelease } from "#hub/release/cell-release.js";
import type { ReleaseMark } from "#hub/release/release-mark.js";
import type { EventStore } from "#hub/store/event-store.js";
import { memoryLog } from "./memory-log.js";

/** Of a store that nobody gives back. */
const NO_MARK: ReleaseMark = { note: () => "" };
type How = {
  readonly k?: number;
  readonly when?: "week" | "batch";
  readonly now?: string;
  readonly mark?: ReleaseMark;
};

/** Makes what is due into cells, as a hub's leader does. */
export const releaseCells = (
  store: EventStore,
  { k = 10, when = "batch", now = "2026-03-03T02:00:00Z", mark = NO_MARK }: How = {},
): Promise<void> =>
  new CellRelease({
    store,
    mark,
    when,
    policy: () => ({ k, grainMinutes: 5 }),
    clock: { now: () => Date.parse(now), monotonic: () => 0 },
    log: memoryLog().log,
  }).review();
