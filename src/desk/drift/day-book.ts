import { READING_REASONS, type Reading } from "#contract/reading.js";
import type { DaySums } from "#desk/drift/drift-file.js";
import { type DayFigures, LEAST_WINDOWS } from "#desk/drift/judgement/judge-week.js";
import type { Ending } from "#desk/transactions/open-transaction.js";

/** Why a window had no score although somebody was to be scored: the picture's fault. */
const PICTURE_REASONS: ReadonlySet<string> = new Set([...READING_REASONS, "interval_too_wide"]);

/**
 * Today's windows as five sums; when the day is over they become its figures, or nothing where there were fewer than
 * five windows. The file is given five windows at least at a time: two of its versions never differ by one citizen. What was measured in the window that is open is wiped when its citizen opts out.
 */
export class DayBook {
  #open = { widths: 0, lights: 0, n: 0 };
  #pending = nothing();
  #kept: DaySums;

  /** `kept`: what is known of today from before the desk was started. */
  constructor(kept: DaySums = nothing()) {
    this.#kept = kept;
  }

  read(reading: Reading): void {
    if (!reading.quality) return;
    this.#open.widths += reading.quality.faceWidth;
    this.#open.lights += reading.quality.luminance;
    this.#open.n += 1;
  }

  /** Opted out, or opened by mistake. */
  wiped(): void {
    this.#open = { widths: 0, lights: 0, n: 0 };
  }

  left(ending: Ending): void {
    const { widths, lights, n } = this.#open;
    this.wiped();
    const scored = ending.kind === "score";
    if (!scored && !PICTURE_REASONS.has(ending.data.reason)) return;
    this.#pending.windows += 1;
    this.#pending.scored += scored ? 1 : 0;
    if (n === 0) return;
    this.#pending.faces += 1;
    this.#pending.widths += widths / n;
    this.#pending.lights += lights / n;
  }

  /** Today's sums, where there is more of them to write than the last time. */
  keep(): DaySums | undefined {
    const { windows, scored, faces, widths, lights } = this.#pending;
    if (windows < LEAST_WINDOWS) return undefined;
    const kept = this.#kept;
    this.#kept = { ...kept, windows: kept.windows + windows, scored: kept.scored + scored };
    this.#pending = { ...this.#pending, windows: 0, scored: 0 };
    if (faces < LEAST_WINDOWS) return this.#kept;
    const measured = { faces: kept.faces + faces, widths: kept.widths + widths, lights: kept.lights + lights };
    this.#kept = { ...this.#kept, ...measured };
    this.#pending = nothing();
    return this.#kept;
  }

  /** The day is over, or its camera was another: its figures, if they are of enough windows. */
  turn(day: string): DayFigures | undefined {
    this.keep();
    const { windows, scored, faces, widths, lights } = this.#kept;
    this.#kept = nothing();
    this.#pending = nothing();
    if (windows < LEAST_WINDOWS) return undefined;
    const mean = (sum: number): number | null => (faces < LEAST_WINDOWS ? null : Math.round((sum / faces) * 10) / 10);
    return { day, windows, scored, faceWidth: mean(widths), faceLight: mean(lights) };
  }
}

const nothing = (): DaySums => ({ windows: 0, scored: 0, faces: 0, widths: 0, lights: 0 });
