import type { Drill } from "#contract/drill.js";
import type { Measure } from "#contract/measure.js";
import type { Calibration } from "#desk/calibration/calibration.js";
import { bindsAnew, type DrillView } from "#desk/calibration/drill.js";

type CheckRunParts = {
  readonly calibration: Calibration;
  /** Of the picture, before the first drill. */
  readonly seconds: number;
  readonly drills: readonly Drill[];
  /** Told once for every step of a drill, at its countdown and when it is to be held. */
  readonly onPrompt: (view: DrillView) => void;
};

/** The picture for a while, then one drill after the other: what a wizard does, without one. */
export class CheckRun {
  readonly #parts: CheckRunParts;
  readonly #waiting: Drill[];
  #from: number | undefined;
  #told = "";

  constructor(parts: CheckRunParts) {
    this.#parts = parts;
    this.#waiting = [...parts.drills];
  }

  /** → whether there is more to do. */
  take(measure: Measure, bindAnew: () => void): boolean {
    const { calibration, seconds } = this.#parts;
    const { t } = measure.reading;
    this.#from ??= t;
    calibration.add(measure);
    if (t - this.#from < seconds * 1_000) return true;
    const view = calibration.drill(t) ?? this.#next(t, bindAnew);
    if (!view) return false;
    this.#tell(view, bindAnew);
    return true;
  }

  /** Whoever sits there now is the one that the drill is about. */
  #next(t: number, bindAnew: () => void): DrillView | undefined {
    const drill = this.#waiting.shift();
    if (drill) bindAnew();
    return drill && this.#parts.calibration.startDrill(drill, t);
  }

  #tell(view: DrillView, bindAnew: () => void): void {
    const name = `${view.drill} ${view.step} ${view.phase}`;
    if (name === this.#told) return;
    this.#told = name;
    this.#parts.onPrompt(view);
    if (view.phase === "hold" && bindsAnew(view.drill)) bindAnew();
  }
}
