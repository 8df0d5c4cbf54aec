import type { Row } from "#contract/calibration.js";
import { checkOf, type Drill } from "#contract/drill.js";
import type { Measure } from "#contract/measure.js";
import type { Policy } from "#contract/policy.js";
import type { ReadingReason } from "#contract/reading.js";
import { judgeExpressions, type StepTally } from "#desk/calibration/expression-drill.js";
import { rowOf, verdictOf } from "#desk/calibration/rows.js";
import { valenceOf } from "#desk/scoring/valence.js";

/** What is asked of the people in front of the camera; words for it stand in the catalogue. */
type Prompt = Exclude<Drill, "expression"> | "neutral" | "smile" | "frown";
export type DrillTiming = { readonly countdownSeconds: number; readonly holdSeconds: number };
/** A drill that runs, or is over. Every step counts down, then is held; only what is held is judged. */
export type DrillRun = {
  readonly drill: Drill;
  readonly startedAt: number;
  readonly timing: DrillTiming;
  readonly steps: readonly StepTally[];
};
export type DrillView = {
  readonly drill: Drill;
  readonly phase: "countdown" | "hold" | "done";
  readonly prompt: Prompt;
  readonly step: number;
  readonly secondsLeft: number;
};

const TIMING: Record<Drill, DrillTiming> = {
  cover: { countdownSeconds: 3, holdSeconds: 5 },
  turn: { countdownSeconds: 3, holdSeconds: 5 },
  mask: { countdownSeconds: 10, holdSeconds: 5 },
  second: { countdownSeconds: 10, holdSeconds: 5 },
  staff: { countdownSeconds: 5, holdSeconds: 8 },
  replaced: { countdownSeconds: 15, holdSeconds: 5 },
  expression: { countdownSeconds: 3, holdSeconds: 5 },
};

/** What is right to say while it is held. Staff behind a citizen change nothing: the citizen is read, staff never. */
const RIGHT: Record<Exclude<Drill, "expression">, readonly (ReadingReason | "expression")[]> = {
  cover: ["dark", "no_face"],
  turn: ["pose", "no_face"],
  mask: ["unreadable"],
  second: ["several_faces"],
  staff: ["expression", "several_faces"],
  replaced: ["person_changed"],
};

const promptsOf = (drill: Drill): readonly Prompt[] =>
  drill === "expression" ? ["neutral", "smile", "frown"] : [drill];

/** Whether the eye must forget whom it follows when the drill is held: two people who come together are to be told. */
export const bindsAnew = (drill: Drill): boolean => drill === "second";

const NOTHING: StepTally = { frames: 0, valences: [], words: {} };

export function startDrill(drill: Drill, startedAt: number, timing: Partial<DrillTiming> = {}): DrillRun {
  return { drill, startedAt, timing: { ...TIMING[drill], ...timing }, steps: promptsOf(drill).map(() => NOTHING) };
}

export function viewDrill({ drill, startedAt, timing }: DrillRun, t: number): DrillView {
  const prompts = promptsOf(drill);
  const length = timing.countdownSeconds + timing.holdSeconds;
  const seconds = Math.max(0, (t - startedAt) / 1_000);
  const step = Math.floor(seconds / length);
  const prompt = prompts[Math.min(step, prompts.length - 1)] as Prompt;
  if (step >= prompts.length) return { drill, phase: "done", prompt, step: prompts.length - 1, secondsLeft: 0 };
  const within = seconds - step * length;
  const counting = within < timing.countdownSeconds;
  const left = counting ? timing.countdownSeconds - within : length - within;
  return { drill, phase: counting ? "countdown" : "hold", prompt, step, secondsLeft: Math.ceil(left) };
}

export function stepDrill(run: DrillRun, measure: Measure, weights: Policy["valence"]): DrillRun {
  const { reading } = measure;
  const { phase, step } = viewDrill(run, reading.t);
  if (phase !== "hold") return run;
  const word = reading.outcome === "expression" ? "expression" : reading.reason;
  const steps = run.steps.map((tally, i): StepTally => {
    if (i !== step) return tally;
    const valences =
      reading.outcome === "expression"
        ? [...tally.valences, valenceOf(reading.probabilities, weights)]
        : tally.valences;
    return { frames: tally.frames + 1, valences, words: { ...tally.words, [word]: (tally.words[word] ?? 0) + 1 } };
  });
  return { ...run, steps };
}

/** The row of a drill that is over. */
export function judgeDrill({ drill, steps }: DrillRun, { calibration: limits }: Pick<Policy, "calibration">): Row {
  if (drill === "expression") return judgeExpressions(steps, limits);
  const [tally = NOTHING] = steps;
  const right = RIGHT[drill].reduce((sum, word) => sum + (tally.words[word] ?? 0), 0);
  const scored = RIGHT[drill].includes("expression") ? 0 : (tally.words.expression ?? 0);
  const row = {
    check: checkOf(drill),
    figure: tally.frames === 0 ? null : right / tally.frames,
    unit: "share",
    limit: limits.drill,
    remedy: { code: "repeat_drill" },
    detail: mostSaid(tally.words),
  } as const;
  if (row.figure === null) return rowOf(row, "unmeasured");
  if (scored > limits.drillScored * tally.frames) return rowOf(row, "fail");
  return rowOf(row, verdictOf(row.figure, row.limit));
}

const mostSaid = (words: StepTally["words"]): string | undefined =>
  Object.entries(words).sort((a, b) => b[1] - a[1])[0]?.[0];
