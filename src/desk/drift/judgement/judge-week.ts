import { wilsonInterval } from "#statistics/wilson-interval.js";

/** One working day of the counter, of at least five windows: sums over all of them, nothing of one. */
export type DayFigures = {
  readonly day: string;
  /** That were scored, or would have been in a better picture. */
  readonly windows: number;
  readonly scored: number;
  /** Mean over the windows in which a face was measured, px; null with fewer than five of them. */
  readonly faceWidth: number | null;
  /**
   * Mean grey level of those faces, likewise. Of the empty zone it would be that of dawn, when lamps are off: what counts
   * is the light in which citizens are scored.
   */
  readonly faceLight: number | null;
};
export const LEAST_WINDOWS = 5;

type WeekDrift = "face_width" | "yield" | "light";

/** So many windows tell a counter's habits from one day's citizens. */
const ENOUGH = 40;
const ENOUGH_DAYS = 3;
const SMALLER = 0.75;
const LARGER = 1.33;
/** Beyond what chance explains. */
const YIELD_LOST = 0.1;
const OTHER_LIGHT = 2;

/** Whether the first days after calibration are enough to compare later ones with. */
export const isEnough = (days: readonly DayFigures[]): boolean =>
  days.length >= ENOUGH_DAYS && sumOf(days, ({ windows }) => windows) >= ENOUGH;

/** What of the last days is no longer as it was in the first days after calibration. */
export function judgeWeek(first: readonly DayFigures[], last: readonly DayFigures[]): readonly WeekDrift[] {
  const found: WeekDrift[] = [];
  if (isEnough(first) && isEnough(last)) {
    const [before, now] = [meanOf(first, "faceWidth"), meanOf(last, "faceWidth")];
    const ratio = before && now ? now / before : 1;
    if (ratio < SMALLER || ratio > LARGER) found.push("face_width");
    if (yieldOf(last).high < yieldOf(first).low - YIELD_LOST) found.push("yield");
  }
  if (isOtherLight(meanOf(first, "faceLight"), last.slice(-ENOUGH_DAYS))) found.push("light");
  return found;
}

const sumOf = (days: readonly DayFigures[], of: (day: DayFigures) => number): number =>
  days.reduce((sum, day) => sum + of(day), 0);

function meanOf(days: readonly DayFigures[], figure: "faceWidth" | "faceLight"): number | undefined {
  const measured = days.filter((day) => day[figure] !== null);
  const windows = sumOf(measured, (day) => day.windows);
  return windows > 0 ? sumOf(measured, (day) => day.windows * (day[figure] ?? 0)) / windows : undefined;
}

/** Each of the days: one of them may have been a dark one. */
function isOtherLight(before: number | undefined, days: readonly DayFigures[]): boolean {
  const lights = days.flatMap(({ faceLight }) => (faceLight === null ? [] : [faceLight]));
  if (!before || lights.length < ENOUGH_DAYS) return false;
  return lights.every((light) => light < before / OTHER_LIGHT) || lights.every((light) => light > before * OTHER_LIGHT);
}

const yieldOf = (days: readonly DayFigures[]): { readonly low: number; readonly high: number } =>
  wilsonInterval(
    sumOf(days, ({ scored }) => scored),
    sumOf(days, ({ windows }) => windows),
  );
