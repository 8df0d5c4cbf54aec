import { EXPRESSIONS } from "#contract/expression.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import { openWindow } from "#desk/scoring/scoring-window.js";
import { valenceOf } from "#desk/scoring/valence.js";
import type { WindowScore } from "#desk/scoring/window-result.js";
import { areaUnderCurve } from "#eye/evaluation/figures/area-under-curve.js";
import { largest, toneShares } from "#eye/evaluation/figures/sample.js";
import type { Moment } from "./footage-truth.js";

type Truth = (t: number) => Moment | undefined;
type Spoken = {
  readonly t: number;
  readonly ms: number;
  readonly tone: number;
  readonly shares: readonly number[];
  readonly name: (typeof EXPRESSIONS)[number];
  readonly valence: number;
  readonly truth: Moment;
};

/** Of one take read in one way. Times in ms; a reading speaks until the next. */
export type TakeFigures = {
  readonly readings: number;
  readonly right: number;
  /** Right against the truth delayed as this way delays: what its delay alone costs is given back. */
  readonly rightLate: number;
  /** Wrong ones that stand in runs of wrong ones shorter than BRIEF_MS: all that smoothing could mend. */
  readonly brieflyWrong: number;
  /** Changes of the three-class reading from one reading to the next, and how many the truth has. */
  readonly flips: number;
  readonly trueFlips: number;
  readonly meanValenceError: number;
  /** Pearson's r of valence with what was drawn; null where nothing changes. */
  readonly correlation: number | null;
  readonly speakingMs: number;
  readonly alarmMs: number;
  /** Mean p(surprise) + p(anger) of a neutral face while it speaks, and while it does not; null without such time. */
  readonly alarmShares: readonly (number | null)[];
  readonly longestAlarmMs: number;
  readonly score: number | null;
  readonly intervalPoints: number | null;
  readonly change: number | null;
  readonly shortSmileShare: number | null;
  /** Mean valence, and the same with each reading weighed by 1 − entropy. */
  readonly valence: number;
  readonly valenceIfWeighed: number;
};

/** As the window's short smiles. */
const BRIEF_MS = 700;

type Way = { readonly fps: number; readonly delayMs: number };

export function figuresOf(readings: readonly Reading[], truth: Truth, { fps, delayMs }: Way): TakeFigures {
  const spoken = spokenOf(readings, truth, 1_000 / fps);
  const judged = spoken.filter((each) => each.truth.tone !== null);
  const window = scoreOf(readings, 1_000 / fps);
  return {
    readings: judged.length,
    right: judged.filter((each) => each.tone === each.truth.tone).length,
    rightLate: judged.filter(({ t, tone }) => tone === truth(Math.max(0, t - delayMs))?.tone).length,
    brieflyWrong: brieflyWrong(judged),
    flips: flips(judged.map(({ tone }) => tone)),
    trueFlips: flips(judged.map((each) => each.truth.tone)),
    meanValenceError: mean(judged.map((each) => Math.abs(each.valence - each.truth.valence))),
    correlation: pearson(judged.map((each) => [each.valence, each.truth.valence])),
    ...alarms(spoken),
    score: window?.score ?? null,
    intervalPoints: window ? window.interval.high - window.interval.low : null,
    change: window?.change ?? null,
    shortSmileShare: window?.statistics.shortSmileShare ?? null,
    valence: mean(judged.map(({ valence }) => valence)),
    valenceIfWeighed:
      mean(judged.map(({ valence, shares }) => valence * (1 - entropy(shares)))) /
      mean(judged.map(({ shares }) => 1 - entropy(shares))),
  };
}

export type Uncertainty = { readonly name: string; readonly auc: number | null; readonly kept: readonly number[] };
const COVERAGES = [1, 0.9, 0.8, 0.6];

/** How well what a reading says of itself tells the wrong three-class readings; `kept`: right at 100, 90, 80, 60 %. */
export function uncertainties(takes: readonly { readings: readonly Reading[]; truth: Truth }[]): Uncertainty[] {
  const judged = takes
    .flatMap(({ readings, truth }) => spokenOf(readings, truth, 0))
    .filter((each) => each.truth.tone !== null);
  return Object.entries(MEASURES).map(([name, measure]) => {
    const scored = judged.map((each) => ({ score: measure(each.shares), positive: each.tone !== each.truth.tone }));
    const sorted = [...scored].sort((a, b) => a.score - b.score);
    const kept = COVERAGES.map((share) => {
      const part = sorted.slice(0, Math.round(share * sorted.length));
      return part.filter(({ positive }) => !positive).length / part.length;
    });
    return { name, auc: areaUnderCurve(scored), kept };
  });
}

const entropy = (shares: readonly number[]): number =>
  -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0) / Math.log(shares.length);
const MEASURES: Readonly<Record<string, (shares: readonly number[]) => number>> = {
  "1 − largest of 8": (shares) => 1 - Math.max(...shares),
  "entropy of 8 ÷ ln 8": entropy,
  "1 − largest of 3": (shares) => 1 - Math.max(...toneShares(shares)),
};

function spokenOf(readings: readonly Reading[], truth: Truth, periodMs: number): Spoken[] {
  return readings.flatMap((reading) => {
    const moment = truth(reading.t);
    if (reading.outcome === "none" || !moment) return [];
    const shares = EXPRESSIONS.map((name) => reading.probabilities[name]);
    return {
      t: reading.t,
      ms: periodMs,
      tone: largest(toneShares(shares)),
      shares,
      name: EXPRESSIONS[largest(shares)] ?? "neutral",
      valence: valenceOf(reading.probabilities, DEFAULT_POLICY.valence),
      truth: moment,
    };
  });
}

function brieflyWrong(judged: readonly Spoken[]): number {
  let [brief, run, ms] = [0, 0, 0];
  const end = (): void => {
    if (ms < BRIEF_MS) brief += run;
    [run, ms] = [0, 0];
  };
  for (const each of judged) {
    if (each.tone === each.truth.tone) end();
    else [run, ms] = [run + 1, ms + each.ms];
  }
  end();
  return brief;
}

type Alarms = Pick<TakeFigures, "speakingMs" | "alarmMs" | "longestAlarmMs" | "alarmShares">;

/** Of the time in which a neutral face speaks: how much was read as surprise or anger, and the longest run of it. */
function alarms(spoken: readonly Spoken[]): Alarms {
  let [speakingMs, alarmMs, longestAlarmMs, run] = [0, 0, 0, 0];
  for (const { truth, name, ms } of spoken) {
    const alarm = truth.speaking && (name === "surprise" || name === "anger");
    run = alarm ? run + ms : 0;
    if (truth.speaking) speakingMs += ms;
    if (alarm) alarmMs += ms;
    longestAlarmMs = Math.max(longestAlarmMs, run);
  }
  const neutral = spoken.filter((each) => each.truth.valence === 0);
  const alarmShares = [true, false].map((speaking) => {
    const shares = neutral.filter((each) => each.truth.speaking === speaking).map((each) => alarmOf(each.shares));
    return shares.length > 0 ? mean(shares) : null;
  });
  return { speakingMs, alarmMs, longestAlarmMs, alarmShares };
}

const alarmOf = (shares: readonly number[]): number =>
  (shares[EXPRESSIONS.indexOf("surprise")] ?? 0) + (shares[EXPRESSIONS.indexOf("anger")] ?? 0);

/** A clip is shorter than a transaction: neither its length nor its interval shall make the window abstain here. */
function scoreOf(readings: readonly Reading[], periodMs: number): WindowScore | undefined {
  const limits = { ...DEFAULT_POLICY.window, minimumSeconds: 1, minimumCoverage: 0, maximumIntervalPoints: 100 };
  const window = openWindow({ ...DEFAULT_POLICY, window: limits }, 0);
  for (const reading of readings) window.add(reading);
  const result = window.close((readings.at(-1)?.t ?? 0) + periodMs);
  return result.outcome === "score" ? result : undefined;
}

const flips = (values: readonly unknown[]): number =>
  values.filter((value, i) => i > 0 && value !== values[i - 1]).length;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function pearson(pairs: readonly (readonly [number, number])[]): number | null {
  const [x, y] = [mean(pairs.map(([a]) => a)), mean(pairs.map(([, b]) => b))];
  const xx = pairs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  const yy = pairs.reduce((sum, [, b]) => sum + (b - y) ** 2, 0);
  const xy = pairs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return xx < 1e-9 || yy < 1e-9 ? null : xy / Math.sqrt(xx * yy);
}
