import type { CalibrationVerdict } from "#contract/calibration.js";
import type { Certificate } from "#contract/certificate.js";
import type { Drill } from "#contract/drill.js";
import type { Measure } from "#contract/measure.js";
import type { WizardView } from "#contract/wizard.js";
import { Calibration, overallVerdict } from "#desk/calibration/calibration.js";
import { bindsAnew } from "#desk/calibration/drill.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import type { CameraChoice, CameraControl, ZoneChoice } from "#desk/wizard/camera-control.js";
import { jpegSize } from "#desk/wizard/jpeg-size.js";
import type { PreviewOptions } from "#desk/wizard/preview.js";
import { PreviewSeat } from "#desk/wizard/preview-seat.js";
import { AppError } from "#platform/errors.js";

export type VisitParts = {
  readonly camera: CameraControl;
  readonly preview: PreviewOptions;
  readonly policy: () => AppliedPolicy;
};
export type VisitEnd = "idle" | "taken_over" | "signed_out" | "stopped";
export type VisitWatcher = {
  readonly onView: () => void;
  readonly onMeasure: (measure: Measure) => void;
  readonly onEnd: (why: VisitEnd) => void;
};
type PictureWatcher = { readonly onPicture: (jpeg: Buffer) => void; readonly onEnd: () => void };
/** What a certificate says of a visit. */
export type Judged = Pick<Certificate, "rows" | "measuredSeconds" | "policy" | "model" | "detector"> & {
  readonly verdict: Exclude<CalibrationVerdict, "incomplete">;
};

const hostOf = (source: string): string => (URL.canParse(source) ? new URL(source).hostname : source);
const isSameCamera = (a: string, b: string): boolean => hostOf(a) === hostOf(b);

/** Pictures may come late. */
const SOAK_GRACE_MS = 30_000;
const STARTING = { camera: "starting", detail: "", stats: undefined } as const;

/** One technician at one camera: its preview, what was measured, and who looks on. Gone with everything when it ends. */
export class Visit {
  readonly #parts: VisitParts;
  readonly #watchers = new Set<VisitWatcher>();
  readonly #lookers = new Set<PictureWatcher>();
  readonly #seat: PreviewSeat;
  readonly #ending = new AbortController();
  #calibration: Calibration;
  #applied: AppliedPolicy;
  #lux: number | null = null;
  #soak: { readonly seconds: number; readonly from: number; readonly ends: number } | undefined;
  /** Time of the newest measure: the only clock that drills and dry runs know. */
  #t = 0;
  #held = "";
  #picture: Buffer | undefined;
  certificate: string | null = null;

  /** `before`: until then another visit may hold the camera. */
  constructor(parts: VisitParts, before: Promise<void>) {
    this.#parts = parts;
    this.#applied = parts.policy();
    this.#calibration = this.#newCalibration();
    const onMeasure = (measure: Measure): void => this.#take(measure);
    const onPicture = (jpeg: Buffer): void => this.#show(jpeg);
    this.#seat = new PreviewSeat(parts.preview, { onMeasure, onPicture }, before);
  }

  view(): Omit<WizardView, "idleSecondsLeft"> {
    const settings = this.#parts.camera.settings();
    const { camera, detail, stats } = this.#seat.preview?.state ?? STARTING;
    const rows = this.#calibration.rows();
    return {
      camera: { ...settings, state: camera === "none" ? "starting" : camera, detail, fps: stats?.sourceFps ?? 0 },
      picture: (this.#picture && jpegSize(this.#picture)) ?? null,
      rows,
      verdict: overallVerdict(rows),
      measuredSeconds: this.#calibration.seconds,
      lux: this.#lux,
      drill: this.#calibration.drill(this.#t) ?? null,
      soak: this.#soak ? { seconds: this.#soak.seconds, secondsLeft: this.#soakLeft(this.#soak) } : null,
      certificate: this.certificate,
    };
  }

  /** Until the returned function is called. */
  watch(watcher: VisitWatcher): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Begins with the newest picture. */
  look(looker: PictureWatcher): () => void {
    this.#lookers.add(looker);
    if (this.#picture) looker.onPicture(this.#picture);
    return () => void this.#lookers.delete(looker);
  }

  /** Aborts when it ends. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  get lookers(): number {
    return this.#lookers.size;
  }

  choose(choice: CameraChoice): void {
    this.#parts.camera.choose(choice);
    this.#beginAnew();
  }

  draw(choice: ZoneChoice): void {
    this.#parts.camera.draw(choice);
    this.#beginAnew();
  }

  setLux(lux: number | null): void {
    this.#lux = lux;
    this.#calibration.setLux(lux);
    this.#changed();
  }

  drill(drill: Drill | null): void {
    this.#soak = undefined;
    if (drill === null) this.#calibration.stopDrill();
    else {
      this.#requirePicture();
      // Whoever sits there now is the one that the drill is about.
      this.#seat.preview?.bindAnew();
      this.#calibration.startDrill(drill, this.#t);
    }
    this.#changed();
  }

  /** Stalls and yield are counted from now on: what was tried before, while things were moved, is no dry run. */
  soak(seconds: number | null): void {
    const { clock } = this.#parts.preview;
    this.#calibration.stopDrill();
    if (seconds === null) this.#soak = undefined;
    else {
      this.#requirePicture();
      this.#calibration.startDryRun();
      this.#soak = { seconds, from: this.#t, ends: clock.monotonic() + seconds * 1_000 + SOAK_GRACE_MS };
    }
    this.#changed();
  }

  get isSoaking(): boolean {
    return this.#soak !== undefined;
  }

  /** Throws `calibration.no_picture` without a living camera, `calibration.incomplete` while something that a certificate needs was not measured. */
  judged(): Judged {
    const { rows, verdict, measuredSeconds } = this.view();
    const models = this.#seat.preview?.models;
    if (verdict === "incomplete" || !models)
      throw new AppError("calibration.incomplete", "something was not measured yet");
    if (this.#seat.preview?.state.camera !== "live")
      throw new AppError("calibration.no_picture", "the camera shows nothing now");
    return { verdict, rows, measuredSeconds: Math.round(measuredSeconds), policy: this.#applied.number, ...models };
  }

  /** Call it about twice a second. */
  tick(): void {
    this.#seat.preview?.tick();
    // A dry run of a camera that has died ends all the same.
    if (this.#soak && this.#parts.preview.clock.monotonic() > this.#soak.ends) this.#soak = undefined;
    this.#changed();
  }

  async end(why: VisitEnd): Promise<void> {
    this.#ending.abort();
    for (const watcher of [...this.#watchers]) watcher.onEnd(why);
    for (const looker of [...this.#lookers]) looker.onEnd();
    this.#picture = undefined;
    await this.#seat.close();
  }

  #take(measure: Measure): void {
    const { t } = measure.reading;
    this.#t = t;
    this.#calibration.add(measure);
    const drill = this.#calibration.drill(t);
    const held = drill?.phase === "hold" ? `${drill.drill} ${drill.step}` : "";
    if (held !== this.#held && drill && held && bindsAnew(drill.drill)) this.#seat.preview?.bindAnew();
    this.#held = held;
    if (this.#soak && this.#soakLeft(this.#soak) === 0) this.#soak = undefined;
    for (const watcher of this.#watchers) watcher.onMeasure(measure);
  }

  /** Something else asks a camera. Where it is this one the preview lets go of it: it may serve one at a time. */
  whileAsking<T>(source: string, work: () => Promise<T>): Promise<T> {
    if (!isSameCamera(source, this.#parts.camera.settings().source)) return work();
    this.#picture = undefined;
    return this.#seat.whileEmpty(work);
  }

  #soakLeft({ seconds, from }: { seconds: number; from: number }): number {
    return Math.max(0, Math.ceil(seconds - (this.#t - from) / 1_000));
  }

  #show(jpeg: Buffer): void {
    this.#picture = jpeg;
    for (const looker of this.#lookers) looker.onPicture(jpeg);
  }

  /** Another camera, or another piece of its picture: nothing that was measured holds for it, but the light on the meter. */
  #beginAnew(): void {
    this.#applied = this.#parts.policy();
    this.#calibration = this.#newCalibration();
    this.#soak = undefined;
    this.#t = 0;
    this.certificate = null;
    this.#picture = undefined;
    this.#seat.restart();
    this.#changed();
  }

  #newCalibration(): Calibration {
    const { fieldOfView } = this.#parts.camera.settings();
    const { policy } = this.#applied;
    const calibration = new Calibration({ policy, fieldOfView });
    calibration.setLux(this.#lux);
    return calibration;
  }

  #requirePicture(): void {
    if (this.#t === 0) throw new AppError("calibration.no_picture", "the camera shows nothing yet");
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher.onView();
  }
}
