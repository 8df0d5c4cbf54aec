import { type CalibrationVerdict, CHECKS, type Check, type Row } from "#contract/calibration.js";
import { checkOf, DRILLS, type Drill } from "#contract/drill.js";
import type { Measure } from "#contract/measure.js";
import type { Policy } from "#contract/policy.js";
import {
  type DrillRun,
  type DrillTiming,
  type DrillView,
  judgeDrill,
  startDrill,
  stepDrill,
  viewDrill,
} from "#desk/calibration/drill.js";
import { DryRun } from "#desk/calibration/dry-run.js";
import { judgePeople } from "#desk/calibration/judge-people.js";
import { judgePicture } from "#desk/calibration/judge-picture.js";
import { judgeSource, SourceTally } from "#desk/calibration/judge-source.js";
import { judge } from "#desk/calibration/rows.js";

type CalibrationOptions = {
  readonly policy: Policy;
  /** Of the lens, across the picture, degrees. */
  readonly fieldOfView: number;
  /** What a row looks back on: a technician who moves the camera sees it change. */
  readonly lookBackSeconds?: number;
};

const LOOK_BACK_SECONDS = 30;

/** One technician's visit: measures in, rows and a verdict out. Knows no clock but that of the measures. */
export class Calibration {
  readonly #policy: Policy;
  readonly #fieldOfView: number;
  readonly #lookBackMs: number;
  #tally: SourceTally;
  #dryRun: DryRun;
  readonly #drilled = new Map<Check, Row>();
  #measures: Measure[] = [];
  #drill: DrillRun | undefined;
  #lux: number | null = null;

  constructor({ policy, fieldOfView, lookBackSeconds = LOOK_BACK_SECONDS }: CalibrationOptions) {
    this.#policy = policy;
    this.#fieldOfView = fieldOfView;
    this.#lookBackMs = lookBackSeconds * 1_000;
    this.#tally = new SourceTally(policy.calibration.stallMs);
    this.#dryRun = new DryRun(policy);
  }

  get seconds(): number {
    return this.#tally.seconds;
  }

  /** In order of their time. What is acted out in a drill counts for the drill alone. */
  add(measure: Measure): void {
    const { t } = measure.reading;
    this.#tally.add(measure);
    if (this.#drill) this.#stepDrill(this.#drill, measure);
    if (this.#drill) return;
    this.#dryRun.add(measure.reading);
    this.#measures.push(measure);
    while ((this.#measures[0]?.reading.t ?? t) < t - this.#lookBackMs) this.#measures.shift();
  }

  /** Stalls and yield from now on: what came before was no ordinary hour. */
  startDryRun(): void {
    this.#tally = new SourceTally(this.#policy.calibration.stallMs);
    this.#dryRun = new DryRun(this.#policy);
  }

  /** At the time of a measure. A drill that runs is given up for it. */
  startDrill(drill: Drill, t: number, timing?: Partial<DrillTiming>): DrillView {
    this.#dryRun.interrupt();
    this.#drill = startDrill(drill, t, timing);
    return viewDrill(this.#drill, t);
  }

  stopDrill(): void {
    this.#drill = undefined;
  }

  /** The drill that runs. */
  drill(t: number): DrillView | undefined {
    return this.#drill && viewDrill(this.#drill, t);
  }

  /** As read off the technician's meter. */
  setLux(lux: number | null): void {
    this.#lux = lux;
  }

  /** Every check, in the order in which they are mended. */
  rows(): Row[] {
    const policy = this.#policy;
    const { calibration: limits } = policy;
    const measures = this.#measures;
    const rows = [
      ...judgeSource({ tally: this.#tally, measures, policy }),
      ...judgePeople(measures, limits),
      ...judgePicture(measures, { limits, fieldOfView: this.#fieldOfView }),
      judge({ check: "lux", figure: this.#lux, unit: "lux", limit: limits.lux, remedy: { code: "front_light" } }),
      ...DRILLS.map((drill) => this.#drilled.get(checkOf(drill)) ?? judgeDrill(startDrill(drill, 0), policy)),
      this.#dryRun.row(),
    ];
    return rows.sort((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check));
  }

  #stepDrill(run: DrillRun, measure: Measure): void {
    const next = stepDrill(run, measure, this.#policy.valence);
    const over = viewDrill(next, measure.reading.t).phase === "done";
    this.#drill = over ? undefined : next;
    if (!over) return;
    const row = judgeDrill(next, this.#policy);
    this.#drilled.set(row.check, row);
  }
}

/** A meter may not be at hand, and nobody need fidget: these may stay unmeasured. */
export const OPTIONAL: readonly Check[] = ["lux", "motion_blur"];

export function overallVerdict(rows: readonly Row[]): CalibrationVerdict {
  if (rows.some(({ verdict }) => verdict === "fail")) return "fail";
  if (rows.some(({ check, verdict }) => verdict === "unmeasured" && !OPTIONAL.includes(check))) return "incomplete";
  return rows.some(({ verdict }) => verdict === "warn") ? "warn" : "pass";
}
