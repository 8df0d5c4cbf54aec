import { describe, expect, it } from "vitest";
import type { Probabilities } from "#contract/expression.js";
import type { Reading } from "#contract/reading.js";
import { figuresOf } from "../../../scripts/temporal/agreement.js";
import { AS_READ, exponential, median, smoothed } from "../../../scripts/temporal/smoothing.js";

const NONE: Probabilities = {
  neutral: 0,
  happiness: 0,
  surprise: 0,
  sadness: 0,
  anger: 0,
  disgust: 0,
  fear: 0,
  contempt: 0,
};
const QUALITY = {
  faceWidth: 150,
  interEye: 70,
  yaw: 0,
  pitch: 0,
  roll: 0,
  sharpness: 60,
  luminance: 120,
  contrast: 90,
  unreadable: 0,
  weight: 1,
};
const read = (t: number, shares: Partial<Probabilities>): Reading => ({
  outcome: "expression",
  t,
  latencyMs: 0,
  probabilities: { ...NONE, ...shares },
  quality: QUALITY,
});
const happinessOf = (reading: Reading | undefined): number | undefined =>
  reading?.outcome === "expression" ? reading.probabilities.happiness : undefined;

/** Neutral for a second, then happy. */
const step = (fps: number): Reading[] =>
  Array.from({ length: 2 * fps + 1 }, (_, i) => read((i * 1_000) / fps, i < fps ? { neutral: 1 } : { happiness: 1 }));

describe("smoothing over time", () => {
  it("follows a step as its time constant says, at 5 as at 15 fps", () => {
    const at = (fps: number, t: number): number | undefined =>
      happinessOf(smoothed(step(fps), exponential(0.4, "probabilities")).find((reading) => reading.t === t));
    // The step itself falls one period before the first happy reading.
    expect(at(5, 2_000)).toBeCloseTo(1 - Math.exp(-1.2 / 0.4), 6);
    expect(at(15, 2_000)).toBeCloseTo(1 - Math.exp(-(1 + 1 / 15) / 0.4), 6);
  });

  it("begins anew after a gap and with another person, and bridges a refusal", () => {
    const gone = (reason: "pose" | "person_changed"): Reading => ({ outcome: "none", t: 200, latencyMs: 0, reason });
    const lastOf = (...readings: Reading[]): number | undefined =>
      happinessOf(smoothed(readings, exponential(1.6, "logits")).at(-1));
    expect(lastOf(read(0, { happiness: 1 }), read(1_200, { neutral: 1 }))).toBeCloseTo(0, 5);
    expect(lastOf(read(0, { happiness: 1 }), gone("person_changed"), read(400, { neutral: 1 }))).toBeCloseTo(0, 5);
    expect(lastOf(read(0, { happiness: 1 }), gone("pose"), read(400, { neutral: 1 }))).toBeGreaterThan(0.5);
  });

  it("takes no notice of one odd reading among three", () => {
    const odd = [read(0, { neutral: 1 }), read(200, { neutral: 1 }), read(400, { surprise: 1 })];
    expect(smoothed(odd, median(3)).at(-1)).toMatchObject({ probabilities: { neutral: 1, surprise: 0 } });
    expect(smoothed(odd, AS_READ)).toEqual(odd);
  });
});

describe("figuresOf", () => {
  const speaks = () => ({ tone: 1 as const, valence: 0, speaking: true });

  it("counts the time in which speaking is read as surprise or anger, and its longest run", () => {
    const shares = [{ surprise: 1 }, { anger: 1 }, { neutral: 1 }, { surprise: 1 }, { sadness: 1 }];
    const readings = shares.map((each, i) => read(i * 200, each));
    const figures = figuresOf(readings, speaks, { fps: 5, delayMs: 0 });
    expect(figures).toMatchObject({ speakingMs: 1_000, alarmMs: 600, longestAlarmMs: 400 });
    // Surprise counts as neutral among the three classes.
    expect(figures).toMatchObject({ readings: 5, right: 3, flips: 3, trueFlips: 0 });
  });

  it("gives back the delay of a way that is only late", () => {
    const truth = (t: number) => ({ tone: t < 1_000 ? (1 as const) : (2 as const), valence: 0, speaking: false });
    const late = Array.from({ length: 11 }, (_, i) => read(i * 200, i < 7 ? { neutral: 1 } : { happiness: 1 }));
    expect(figuresOf(late, truth, { fps: 5, delayMs: 400 })).toMatchObject({
      right: 9,
      rightLate: 11,
      brieflyWrong: 2,
    });
    expect(figuresOf(late, truth, { fps: 5, delayMs: 0 }).rightLate).toBe(9);
  });
});
