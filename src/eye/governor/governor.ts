import type { Slowed, SlowReason } from "#contract/eye-rate.js";

/** What happened since the last decision. */
export type Period = {
  readonly ms: number;
  /** Pictures that were looked at, and for how long in all. */
  readonly looked: number;
  readonly busyMs: number;
  /** Of those, whose reading took longer than the budget. */
  readonly late: number;
  /** Pictures that were due and replaced before they were looked at. */
  readonly dropped: number;
  /** Share of the last ten seconds in which somebody waited for a processor; undefined where it is not told. */
  readonly pressure?: number | undefined;
  /** The processor slowed itself down for its heat. */
  readonly throttled: boolean;
};

/** Below the configured rate; the least still gives every second of a window its reading. */
const STEPS = [15, 10, 5, 3, 2, 1];
/** Fewer pictures prove nothing. */
const ENOUGH = 4;
/** Share of the due pictures that were late or dropped. */
const STRAINED = 0.2;
/** At the least rate, and of so many: eight seconds. Sooner or for less nothing is given up. */
const HOPELESS = { failing: 0.7, due: 8 };
/** A hot processor that is busier with us than this is given less to do. */
const HOT_BUSY = 0.3;
/** The next higher rate is tried when it would keep the eye busy for less than this. */
const ROOM = 0.6;
const PRESSED = 0.4;
const CALM_MS = 10_000;
const MOST_CALM_MS = 160_000;
/** A higher rate that fails within this was tried too early: the next try waits for twice as long. */
const TRIAL_MS = 30_000;

/**
 * How many pictures a second the eye looks at: one step lower as soon as readings are late, one step higher after some
 * time of calm. At the lowest rate, when seven of ten are still late, there is none (`fps: 0`) until a picture that is
 * looked at now and then is in time. It decides; it knows no clock.
 */
export class Governor {
  readonly #ladder: readonly number[];
  #step = 0;
  #over = false;
  #reason: SlowReason = "late";
  #since: Period = NOTHING;
  #calmMs = 0;
  #neededMs = CALM_MS;
  #atStepMs = 0;
  #raised = false;

  constructor(fps: number) {
    this.#ladder = [fps, ...STEPS.filter((step) => step < fps)];
  }

  /** Pictures to be looked at per second; also where nothing is read of them. */
  get fps(): number {
    return this.#ladder[this.#step] as number;
  }

  get over(): boolean {
    return this.#over;
  }

  get slowed(): Slowed | undefined {
    if (this.#over) return { fps: 0, reason: this.#reason };
    return this.#step === 0 ? undefined : { fps: this.fps, reason: this.#reason };
  }

  decide(period: Period): void {
    this.#atStepMs += period.ms;
    const since = together(this.#since, period);
    const due = since.looked + since.dropped;
    // Nobody looks, or hardly: no evidence of strain, and none that a higher rate would be too much.
    if (!this.#over && due > 0 && due < ENOUGH) {
      this.#since = since;
      return;
    }
    const failing = due === 0 ? 0 : (since.late + since.dropped) / due;
    const hopeless = failing > HOPELESS.failing && this.#step === this.#ladder.length - 1;
    if (hopeless && !this.#over && due < HOPELESS.due) {
      this.#since = since;
      return;
    }
    this.#since = NOTHING;
    if (this.#over) this.#tryAgain(since);
    else if (hopeless) this.#giveUp(since);
    else if (failing > STRAINED || (since.throttled && since.busyMs > HOT_BUSY * since.ms)) this.#lower(since);
    else this.#rest(since);
  }

  #tryAgain({ looked, late, dropped }: Period): void {
    if (looked > 0 && late + dropped === 0) this.#over = false;
    this.#calmMs = 0;
  }

  #giveUp(period: Period): void {
    this.#over = true;
    this.#reason = reasonOf(period);
    this.#calmMs = 0;
  }

  #lower(period: Period): void {
    this.#reason = reasonOf(period);
    this.#calmMs = 0;
    if (this.#step === this.#ladder.length - 1) return;
    if (this.#raised && this.#atStepMs < TRIAL_MS) this.#neededMs = Math.min(MOST_CALM_MS, 2 * this.#neededMs);
    this.#step++;
    this.#atStepMs = 0;
    this.#raised = false;
  }

  #rest({ ms, looked, busyMs, throttled }: Period): void {
    if (this.#raised && this.#atStepMs >= TRIAL_MS) {
      this.#raised = false;
      this.#neededMs = CALM_MS;
    }
    if (this.#step === 0) return;
    const next = this.#ladder[this.#step - 1] as number;
    const room = looked === 0 || (busyMs / looked) * next < ROOM * 1_000;
    this.#calmMs = room && !throttled ? this.#calmMs + ms : 0;
    if (this.#calmMs < this.#neededMs) return;
    this.#step--;
    this.#calmMs = 0;
    this.#atStepMs = 0;
    this.#raised = true;
  }
}

const NOTHING: Period = { ms: 0, looked: 0, busyMs: 0, late: 0, dropped: 0, throttled: false };

const together = (before: Period, now: Period): Period => ({
  ms: before.ms + now.ms,
  looked: before.looked + now.looked,
  busyMs: before.busyMs + now.busyMs,
  late: before.late + now.late,
  dropped: before.dropped + now.dropped,
  pressure: now.pressure,
  throttled: before.throttled || now.throttled,
});

function reasonOf({ throttled, pressure = 0 }: Period): SlowReason {
  if (throttled) return "thermal";
  return pressure > PRESSED ? "cpu_pressure" : "late";
}
