import type { ReadingLimits } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import type { Frame } from "#eye/frame.js";
import type { Governor } from "#eye/governor/governor.js";
import type { FrameReader } from "#eye/zone-watcher.js";
import type { Clock } from "#platform/clock.js";

/** While nothing is in time, every so many pictures one is read all the same: it may be in time again. */
const PROBE_EVERY = 4;

export type Work = { looked: number; busyMs: number; late: number };

/** A reader whose work is counted, and which is spared while the governor says that nothing would be in time. */
export class GovernedReader implements FrameReader {
  readonly #reader: FrameReader;
  readonly #governor: Pick<Governor, "over">;
  readonly #clock: Clock;
  #budgetMs: number;
  #spared = 0;
  #work: Work = { looked: 0, busyMs: 0, late: 0 };

  constructor(reader: FrameReader, parts: { governor: Pick<Governor, "over">; clock: Clock; budgetMs: number }) {
    this.#reader = reader;
    this.#governor = parts.governor;
    this.#clock = parts.clock;
    this.#budgetMs = parts.budgetMs;
  }

  setLimits(limits: ReadingLimits): void {
    this.#budgetMs = limits.budgetMs;
    this.#reader.setLimits(limits);
  }

  bind(): void {
    this.#reader.bind();
  }

  release(): void {
    this.#reader.release();
  }

  async read(frame: Frame): Promise<Reading> {
    if (this.#governor.over && this.#spared++ % PROBE_EVERY !== 0) return overBudget(frame, this.#clock);
    const reading = await this.#counted(frame, () => this.#reader.read(frame));
    return this.#governor.over ? overBudget(frame, this.#clock) : reading;
  }

  presence(frame: Frame): Promise<number> {
    return this.#counted(frame, () => this.#reader.presence(frame));
  }

  /** What was done since this was last asked. */
  takeWork(): Work {
    const work = this.#work;
    this.#work = { looked: 0, busyMs: 0, late: 0 };
    return work;
  }

  async #counted<T>(frame: Frame, look: () => T | Promise<T>): Promise<T> {
    const began = this.#clock.monotonic();
    const seen = await look();
    const now = this.#clock.monotonic();
    this.#work.looked++;
    this.#work.busyMs += now - began;
    if (now - frame.available > this.#budgetMs) this.#work.late++;
    return seen;
  }
}

const overBudget = ({ t, available }: Frame, clock: Clock): Reading => ({
  outcome: "none",
  t,
  latencyMs: Math.max(0, clock.monotonic() - available),
  reason: "over_budget",
});
