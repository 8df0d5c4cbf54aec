import type { Background } from "#contract/background.js";
import type { EyeToDesk } from "#contract/eye-link.js";
import type { Measure } from "#contract/measure.js";
import type { ReadingLimits } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import type { Frame } from "#eye/frame.js";

/** What the watcher asks of a face reader. */
export type FrameReader = {
  setLimits(limits: ReadingLimits): void;
  bind(): void;
  release(): void;
  read(frame: Frame): Reading | Promise<Reading>;
  presence(frame: Frame): number | Promise<number>;
};

/** What measures instead of reading while a technician calibrates. */
type Survey = { look(frame: Frame): Promise<Measure | undefined>; stop(): void };

/** What looks at the empty zone. */
type EmptyZone = { look(frame: Frame): Background | undefined; wipe(): void };

/** Nobody is being served: twice a second is enough to notice a person. */
const PRESENCE_PERIOD_MS = 500;

/**
 * Turns frames into what the desk is told. While no window is bound, faces are only counted; an expression is read for a
 * bound window and for nothing else. Orders of the desk take effect between frames, never within one.
 */
export class ZoneWatcher {
  readonly #reader: FrameReader;
  readonly #tell: (message: EyeToDesk) => void;
  #window: number | undefined;
  #survey: Survey | undefined;
  #background: EmptyZone | undefined;
  #empty = false;
  #reading = false;
  #orders: (() => void)[] = [];
  #lastPresence = Number.NEGATIVE_INFINITY;

  constructor(reader: FrameReader, tell: (message: EyeToDesk) => void) {
    this.#reader = reader;
    this.#tell = tell;
  }

  setLimits(limits: ReadingLimits): void {
    this.#obey(() => this.#reader.setLimits(limits));
  }

  bind(window: number): void {
    this.#obey(() => {
      this.#endBackground();
      this.#window = window;
      if (!this.#survey) this.#reader.bind();
    });
  }

  /** Until it is told to stop: a window that is bound meanwhile gets no reading. */
  measure(open: (() => Survey) | undefined): void {
    this.#obey(() => {
      this.#endBackground();
      const before = this.#survey;
      before?.stop();
      this.#survey = open?.();
      if (before && !open && this.#window !== undefined) this.#reader.bind();
    });
  }

  /** Whom a survey follows is forgotten; what it has counted is not. */
  bindAnew(): void {
    this.#obey(() => {
      if (this.#survey) this.#reader.bind();
    });
  }

  /** Until it has been taken, or the zone is wanted for something else. */
  takeBackground(taker: EmptyZone | undefined): void {
    this.#obey(() => {
      this.#endBackground();
      if (this.#window === undefined && !this.#survey) this.#background = taker;
    });
  }

  /** Without a number: whichever window is bound, for the desk is gone. */
  release(window?: number): void {
    this.#obey(() => {
      if (this.#window === undefined || (window !== undefined && window !== this.#window)) return;
      this.#window = undefined;
      if (!this.#survey) this.#reader.release();
    });
  }

  async look(frame: Frame): Promise<void> {
    this.#reading = true;
    try {
      if (this.#survey) await this.#measure(frame, this.#survey);
      else if (this.#window !== undefined) await this.#read(frame, this.#window);
      else {
        if (frame.t - this.#lastPresence >= PRESENCE_PERIOD_MS) await this.#count(frame);
        this.#lookAtBackground(frame);
      }
    } finally {
      this.#reading = false;
      for (const order of this.#orders.splice(0)) order();
    }
  }

  async #read(frame: Frame, window: number): Promise<void> {
    this.#tell({ type: "reading", window, reading: await this.#reader.read(frame) });
  }

  async #measure(frame: Frame, survey: Survey): Promise<void> {
    const measure = await survey.look(frame);
    if (measure) this.#tell({ type: "measure", measure });
  }

  async #count(frame: Frame): Promise<void> {
    this.#lastPresence = frame.t;
    const faces = await this.#reader.presence(frame);
    this.#tell({ type: "presence", t: frame.t, faces });
    this.#empty = faces === 0;
  }

  #lookAtBackground(frame: Frame): void {
    if (!this.#empty) this.#background?.wipe();
    const background = this.#empty ? this.#background?.look(frame) : undefined;
    if (!background) return;
    this.#background = undefined;
    this.#tell({ type: "background", background });
  }

  #endBackground(): void {
    this.#background?.wipe();
    this.#background = undefined;
  }

  #obey(order: () => void): void {
    if (this.#reading) this.#orders.push(order);
    else order();
  }
}
