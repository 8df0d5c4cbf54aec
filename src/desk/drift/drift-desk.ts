import type { Background } from "#contract/background.js";
import { DayBook } from "#desk/drift/day-book.js";
import { type Drift, type Finding, newDrift } from "#desk/drift/drift-file.js";
import { DriftStore } from "#desk/drift/drift-store.js";
import { dayOf, isCheckDue, quietBefore } from "#desk/drift/judgement/check-times.js";
import { forLog, isTelling, judgeBackground } from "#desk/drift/judgement/judge-background.js";
import { isEnough, judgeWeek } from "#desk/drift/judgement/judge-week.js";
import { Suspicion } from "#desk/drift/suspicion.js";
import type { Ending } from "#desk/transactions/open-transaction.js";
import type { ZoneWatch } from "#desk/transactions/zone-watch.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";

export type DriftParts = {
  readonly file: string;
  /** Id of the certificate that the camera, as it is configured, was given; undefined without a good one. */
  readonly certificate: () => string | undefined;
  readonly eye: { background(on: boolean): void };
  readonly zone: Pick<ZoneWatch, "emptyFor">;
  /** A transaction is open. */
  readonly busy: () => boolean;
  readonly clock: Clock;
  readonly log: Logger;
};

const FIRST_QUIET_MS = 10_000;
/** The eye needs five seconds of stillness. */
const PATIENCE_MS = 60_000;
/** To the look that confirms one; and to the next where one told nothing, or the lens is dirty. */
const CONFIRM_MS = 5 * 60_000;
const AGAIN_MS = 15 * 60_000;
const THE_SAME = 0.9;
const WEEK = 7;
const MOST_FIRST_DAYS = 60;
/** Between a lens that is dirty and one that is clean again. */
const CLEAN = 0.7;

/**
 * Whether the camera still is what was calibrated. After a new certificate it learns what the empty zone looks like; then,
 * each morning and each evening, at the first moment in which nobody is there, and in a lull of the day, it compares. What it finds stands until
 * the next certificate; a lens that was wiped, until it is seen to be clean.
 */
export class DriftDesk implements Disposable {
  readonly #parts: DriftParts;
  readonly #book: DayBook;
  readonly #suspicion = new Suspicion();
  readonly #store: DriftStore;
  #drift: Drift;
  #day: string;
  /** To be the reference, if a second look confirms it. */
  #candidate: Background | undefined;
  #said = "";
  #askedAt: number | undefined;
  #lastTry = Number.NEGATIVE_INFINITY;

  constructor(parts: DriftParts) {
    this.#parts = parts;
    this.#store = new DriftStore(parts);
    this.#drift = this.#store.read();
    const { today } = this.#drift;
    this.#book = new DayBook(today?.sums);
    // A day that ended while the machine was off ends at the first tick.
    this.#day = today?.day ?? dayOf(parts.clock.now());
  }

  /** What no longer is as it was certified. */
  get findings(): readonly Finding[] {
    return this.#drift.certificate !== null && this.#drift.certificate === this.#parts.certificate()
      ? this.#drift.found
      : [];
  }

  get book(): Pick<DayBook, "read" | "wiped"> & { left(ending: Ending): void } {
    return {
      read: (reading) => this.#book.read(reading),
      wiped: () => this.#book.wiped(),
      left: (ending) => {
        this.#book.left(ending);
        this.#suspicion.served();
      },
    };
  }

  /** Call it about twice a second. */
  tick(): void {
    const { certificate, clock, eye, busy } = this.#parts;
    const id = certificate();
    if (id !== undefined && id !== this.#drift.certificate) this.#begin(id);
    if (dayOf(clock.now()) !== this.#day) this.#turn();
    this.#keepDay();
    this.#store.writeAgain();
    const at = clock.monotonic();
    if (this.#askedAt !== undefined) {
      if (id !== undefined && !busy() && at - this.#askedAt < PATIENCE_MS) return;
      this.#askedAt = undefined;
      eye.background(false);
      return;
    }
    if (id === undefined || busy() || !this.#wanted(at)) return;
    this.#askedAt = at;
    this.#lastTry = at;
    eye.background(true);
  }

  /** After the last window was closed. */
  [Symbol.dispose](): void {
    this.#keepDay();
    this.#store.writeAgain(0);
  }

  /** What the eye answers. */
  take(background: Background): void {
    if (this.#askedAt === undefined) return;
    this.#askedAt = undefined;
    const { reference } = this.#drift;
    if (reference) this.#compare(reference, background);
    else if (isTelling(background)) this.#learn(background);
  }

  /** Two looks, minutes apart, that show the same: nobody who was overlooked, and nothing that only lay there, is in it. */
  #learn(background: Background): void {
    const before = this.#candidate;
    this.#candidate = background;
    if (!before) return;
    const { verdict, likeness } = judgeBackground(before, background);
    if (verdict !== "as_before" || likeness < THE_SAME) return;
    this.#candidate = undefined;
    this.#change({ reference: background, checked: this.#parts.clock.now() });
    this.#parts.log.info({ event: "drift.reference", detail: background.detail, light: background.light });
  }

  #wanted(at: number): boolean {
    const now = this.#parts.clock.now();
    const confirms = this.#suspicion.pending || !this.#drift.reference;
    if (at - this.#lastTry < (confirms ? CONFIRM_MS : AGAIN_MS)) return false;
    const empty = this.#parts.zone.emptyFor(at);
    const { reference, checked, found } = this.#drift;
    if (!reference) return empty >= FIRST_QUIET_MS;
    if (found.includes("moved")) return false;
    const again = found.includes("dirty") || this.#suspicion.pending;
    return again ? empty >= quietBefore(now) : isCheckDue(now, checked, empty);
  }

  #compare(reference: Background, background: Background): void {
    const { clock, log } = this.#parts;
    const judged = judgeBackground(reference, background);
    // A dark night is one line of the log.
    if (judged.verdict !== this.#said) log.info({ event: "drift.checked", ...forLog(judged) });
    this.#said = judged.verdict;
    const found = this.#suspicion.weigh(judged);
    if (found === "undecided") {
      if (judged.verdict !== "dark" && judged.verdict !== "unclear") this.#change({ checked: clock.now() });
      return;
    }
    const others = this.#drift.found.filter((finding) => finding !== "dirty" || judged.detail < CLEAN);
    this.#find(found === "nothing" ? others : [...new Set([...others, found])], clock.now());
  }

  #find(found: Finding[], checked: number): void {
    if (found.join() !== this.#drift.found.join()) this.#parts.log.warn({ event: "drift.found", found });
    this.#change({ found, checked });
  }

  #begin(id: string): void {
    this.#book.turn(this.#day);
    this.#suspicion.clear();
    this.#candidate = undefined;
    this.#lastTry = Number.NEGATIVE_INFINITY;
    this.#drift = newDrift(id);
    this.#change({});
  }

  /** Machines are switched off in the evening, at the mains too. */
  #keepDay(): void {
    const sums = this.#drift.certificate === null ? undefined : this.#book.keep();
    if (sums) this.#change({ today: { day: this.#day, sums } });
  }

  /** Another day has begun. */
  #turn(): void {
    const figures = this.#book.turn(this.#day);
    this.#day = dayOf(this.#parts.clock.now());
    const { certificate, first, last, found, checked } = this.#drift;
    if (!figures || certificate === null) return;
    if (!isEnough(first) && first.length < MOST_FIRST_DAYS) {
      this.#change({ first: [...first, figures], today: null });
      return;
    }
    const days = [...last, figures].slice(-WEEK);
    this.#change({ last: days, today: null });
    const drifts = judgeWeek(first, days);
    if (drifts.length === 0) return;
    this.#parts.log.warn({ event: "drift.week", drifts });
    this.#find([...new Set([...found, "drifted" as const])], checked);
  }

  #change(change: Partial<Drift>): void {
    this.#drift = { ...this.#drift, ...change };
    this.#store.write(this.#drift);
  }
}
