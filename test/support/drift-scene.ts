import { readFileSync } from "node:fs";
import type { Background } from "#contract/background.js";
import type { Quality } from "#contract/reading.js";
import { DriftDesk } from "#desk/drift/drift-desk.js";
import type { Drift } from "#desk/drift/drift-file.js";
import type { Ending } from "#desk/transactions/open-transaction.js";
import { memoryLog } from "./memory-log.js";
import { expressionAt } from "./readings.js";

/** Two scenes that have nothing in common, as the eye would tell them. */
const scene = (turn: number, changes: Partial<Background> = {}): Background => ({
  coefficients: Array.from({ length: 64 }, (_, i) => (i === 0 ? 0 : Math.round(30 * Math.sin(i * i * turn)))),
  detail: 30,
  light: 120,
  extent: { width: 0.5, height: 0.5625 },
  frames: 20,
  ...changes,
});
export const HERE = scene(1);
export const ELSEWHERE = scene(2.3);
export const MINUTE = 60_000;

const SCORE = { kind: "score" } as Ending;

/** A desk whose clock and counter the test moves; the eye answers with what it is shown. */
export class DriftScene {
  now = new Date(2026, 2, 2, 9, 0).getTime();
  certificate: string | undefined = "aaaaaaaaaaaaaaaa";
  empty = 10 * MINUTE;
  busy = false;
  shows: Background | undefined = HERE;
  readonly asked: boolean[] = [];
  readonly log = memoryLog();
  readonly file: string;
  desk: DriftDesk;

  constructor(file: string) {
    this.file = file;
    this.desk = this.open();
  }

  open(): DriftDesk {
    return new DriftDesk({
      file: this.file,
      certificate: () => this.certificate,
      eye: { background: (on) => this.asked.push(on) },
      zone: { emptyFor: () => this.empty },
      busy: () => this.busy,
      clock: { now: () => this.now, monotonic: () => this.now },
      log: this.log.log,
    });
  }

  /** A citizen was scored. */
  serve(quality: Partial<Quality> = {}, ending: Ending = SCORE): void {
    const reading = expressionAt(0);
    if (reading.outcome === "expression")
      this.desk.book.read({ ...reading, quality: { ...reading.quality, ...quality } });
    this.desk.book.left(ending);
  }

  /** Every hour from nine to five a citizen comes and goes. */
  pass(ms: number): void {
    const until = this.now + ms;
    while (this.now < until) {
      this.now = Math.min(until, this.now + 10_000);
      const date = new Date(this.now);
      if (date.getHours() >= 9 && date.getHours() < 17 && date.getMinutes() === 0 && date.getSeconds() === 0) {
        this.desk.book.left({ kind: "abstention", data: { reason: "no_consent" } } as Ending);
      }
      const before = this.asked.length;
      this.desk.tick();
      if (this.asked.length > before && this.asked.at(-1) && this.shows) this.desk.take(this.shows);
    }
  }

  untilHour(day: number, hour: number): void {
    this.pass(new Date(2026, 2, day, hour).getTime() - this.now);
  }

  /** The desk ends and starts again; `cut`: at the mains. */
  restart({ at = this.now, cut = false } = {}): void {
    if (!cut) this.desk[Symbol.dispose]();
    this.now = at;
    this.desk = this.open();
  }

  get kept(): Drift {
    return JSON.parse(readFileSync(this.file, "utf8"));
  }
}
