import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { READING_REASONS, type Reading } from "#contract/reading.js";
import { openWindow } from "#desk/scoring/scoring-window.js";
import type { WindowResult, WindowScore } from "#desk/scoring/window-result.js";
import { expressionAt, noneAt } from "../../../support/readings.js";

type Signal = (seconds: number) => Reading;

/** Plays a signal into a window; times in seconds from its opening. */
function play(
  signal: Signal,
  seconds: number,
  { fps = 5, policy = DEFAULT_POLICY, start = 90_000 } = {},
): WindowResult {
  const window = openWindow(policy, start);
  for (let i = 0; i * (1_000 / fps) < seconds * 1_000; i += 1) {
    const ms = (i * 1_000) / fps;
    window.add({ ...signal(ms / 1_000), t: start + ms });
  }
  return window.close(start + seconds * 1_000);
}

function scored(result: WindowResult): WindowScore {
  if (result.outcome !== "score") throw new Error(`abstained: ${result.reason}`);
  return result;
}

const steady =
  (named: Parameters<typeof expressionAt>[1]): Signal =>
  () =>
    expressionAt(0, named);

describe("a score", () => {
  it("is 50 for a neutral face, 100 for pure happiness, 0 for pure anger", () => {
    expect(scored(play(steady({}), 30)).score).toBe(50);
    expect(scored(play(steady({ happiness: 1 }), 30)).score).toBe(100);
    expect(scored(play(steady({ anger: 1 }), 30)).score).toBe(0);
  });

  it("counts sadness and fear six tenths, surprise nothing", () => {
    expect(scored(play(steady({ sadness: 1 }), 30)).score).toBe(20);
    expect(scored(play(steady({ fear: 0.5 }), 30)).score).toBe(35);
    expect(scored(play(steady({ surprise: 1 }), 30)).score).toBe(50);
  });

  it("weighs the last quarter with 0.4: a frown that ends in a smile is 50 + 50·(0.6·w + 0.4·e)", () => {
    const result = scored(
      play((s) => (s < 30 ? expressionAt(0, { anger: 0.8 }) : expressionAt(0, { happiness: 0.8 })), 40),
    );
    expect(result.statistics.valenceWhole).toBeCloseTo(-0.4, 3);
    expect(result.statistics.valenceEnd).toBeCloseTo(0.8, 3);
    expect(result.score).toBeCloseTo(50 + 50 * (0.6 * -0.4 + 0.4 * 0.8), 1);
    expect(result.change).toBeCloseTo(80, 1);
  });

  it("takes the weights of the policy, normalised", () => {
    const policy = mergePolicy(DEFAULT_POLICY, { score: { whole: 0, end: 0.5 }, valence: { happiness: 0.5 } });
    const result = scored(play((s) => expressionAt(0, s < 30 ? {} : { happiness: 1 }), 40, { policy }));
    expect(result.score).toBe(75);
  });

  it("keeps its end quarter when the citizen walks off before the close, and its start when they sit down late", () => {
    const happyEnd: Signal = (s) => {
      if (s < 4 || s >= 34) return noneAt(0, "no_face");
      return s < 26.5 ? expressionAt(0, { anger: 0.6 }) : expressionAt(0, { happiness: 0.9 });
    };
    const result = scored(play(happyEnd, 40));
    // The border of the quarter falls inside a bucket of one second: 1 s of 7.5 s is approximate.
    expect(result.statistics.valenceEnd).toBeGreaterThan(0.8);
    expect(result.change).toBeGreaterThan(70);
    expect(result.coverage).toBeCloseTo(0.75, 2);
    expect(result.reasonSeconds).toEqual({ no_face: 10 });
  });

  it("weighs a reading by its quality", () => {
    const result = scored(
      play((s) => expressionAt(0, s % 1 < 0.5 ? { happiness: 1 } : {}, s % 1 < 0.5 ? 0.9 : 0.3), 30, { fps: 10 }),
    );
    expect(result.statistics.valenceWhole).toBeCloseTo(0.75, 2);
  });

  it("lets no reading speak for more than the gap", () => {
    const window = openWindow(DEFAULT_POLICY, 0);
    for (let t = 0; t < 40_000; t += 2_000) window.add(expressionAt(t, { happiness: 0.5 }));
    expect(window.close(40_000).coverage).toBe(0.5);
  });

  it("ignores readings out of order, from before the window and after its close", () => {
    const result = play(steady({ happiness: 0.5 }), 30);
    const window = openWindow(DEFAULT_POLICY, 90_000);
    window.add(expressionAt(10, { anger: 1 }));
    for (let t = 90_000; t < 120_000; t += 200) {
      window.add(expressionAt(t, { happiness: 0.5 }));
      window.add(expressionAt(t - 5_000, { anger: 1 }));
    }
    expect(window.close(120_000)).toEqual(result);
  });

  it("reports time in smiles under 0.7 s, and does not score it", () => {
    const smile = expressionAt(0, { happiness: 0.8 });
    const flicker: Signal = (s) => (s % 2 < 0.3 ? smile : expressionAt(0));
    const held: Signal = (s) => (s < 6 ? smile : expressionAt(0));
    expect(scored(play(flicker, 30)).statistics.shortSmileShare).toBeCloseTo(0.2, 2);
    expect(scored(play(held, 30)).statistics.shortSmileShare).toBe(0);
  });

  it("has an interval that holds the score, is never without width, and widens with noise", () => {
    const calm = scored(play(steady({ happiness: 0.4 }), 60));
    const noisy = scored(play((s) => expressionAt(0, Math.floor(s) % 2 ? { happiness: 0.8 } : { anger: 0.2 }), 60));
    const width = ({ interval }: WindowScore): number => interval.high - interval.low;
    expect(width(calm)).toBeGreaterThan(6);
    expect(width(noisy)).toBeGreaterThan(width(calm));
    for (const { interval, score } of [calm, noisy]) {
      expect(interval.low).toBeLessThanOrEqual(score);
      expect(interval.high).toBeGreaterThanOrEqual(score);
    }
  });

  it("does not take a slow change of expression for noise", () => {
    const turn = scored(
      play((s) => expressionAt(0, s < 7 ? { anger: 0.8 } : { happiness: 0.8 }), 14, { policy: short }),
    );
    expect(turn.change).toBeGreaterThan(60);
  });
});

const short = mergePolicy(DEFAULT_POLICY, { window: { minimumSeconds: 4 } });

describe("an abstention", () => {
  const reasonOf = (result: WindowResult): string => (result.outcome === "score" ? "scored" : result.reason);

  it("says too_short under the minimum, and not at it", () => {
    expect(reasonOf(play(steady({}), 19.9))).toBe("too_short");
    expect(reasonOf(play(steady({}), 20))).toBe("scored");
  });

  it("names the reading reason that took the most time when coverage is under the floor", () => {
    const mixed: Signal = (s) => (s < 8 ? expressionAt(0) : noneAt(0, s < 18 ? "pose" : "unreadable"));
    expect(reasonOf(play(mixed, 30))).toBe("unreadable");
    expect(play(mixed, 30).reasonSeconds).toEqual({ pose: 10, unreadable: 12 });
    for (const reason of READING_REASONS) expect(reasonOf(play(() => noneAt(0, reason), 30))).toBe(reason);
  });

  it("says eye_down when most of the window has no readings at all", () => {
    expect(reasonOf(openWindow(DEFAULT_POLICY, 0).close(30_000))).toBe("eye_down");
    const window = openWindow(DEFAULT_POLICY, 0);
    for (let t = 0; t < 8_000; t += 200) window.add(expressionAt(t));
    expect(reasonOf(window.close(30_000))).toBe("eye_down");
  });

  it("says person_changed when another came early, also above the coverage floor", () => {
    const policy = mergePolicy(DEFAULT_POLICY, { window: { minimumCoverage: 0.2 } });
    const change =
      (at: number): Signal =>
      (s) =>
        s < at ? expressionAt(0) : noneAt(0, "person_changed");
    expect(reasonOf(play(change(12), 30, { policy }))).toBe("person_changed");
    expect(reasonOf(play(change(20), 30, { policy }))).toBe("scored");
  });

  it("says interval_too_wide when the face was read too unsteadily", () => {
    const wild: Signal = (s) => expressionAt(0, Math.floor(s) % 2 ? { happiness: 1 } : { anger: 1 });
    expect(reasonOf(play(wild, 20))).toBe("interval_too_wide");
  });

  it("is what a window of no length gives", () => {
    expect(reasonOf(openWindow(short, 5_000).close(5_000))).toBe("too_short");
    expect(reasonOf(openWindow(short, 5_000).close(4_000))).toBe("too_short");
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyReading = fc.oneof(
  fc.record({ happiness: share, anger: share, weight: share }),
  fc.constantFrom(...READING_REASONS),
);

describe("any window", () => {
  it("scores within bounds or abstains without a score", () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 400 }), fc.integer({ min: 20, max: 3_000 }), (kinds, stepMs) => {
        const window = openWindow(short, 0);
        kinds.forEach((kind, i) => {
          if (typeof kind === "string") window.add(noneAt(i * stepMs, kind));
          else {
            const sum = Math.max(1, kind.happiness + kind.anger);
            const named = { happiness: kind.happiness / sum, anger: kind.anger / sum };
            window.add(expressionAt(i * stepMs, named, kind.weight));
          }
        });
        const result = window.close(kinds.length * stepMs);
        expect(result.coverage).toBeGreaterThanOrEqual(0);
        expect(result.coverage).toBeLessThanOrEqual(1);
        const lost = Object.values(result.reasonSeconds).reduce((a, b) => a + b, 0);
        expect(lost).toBeLessThanOrEqual(result.windowSeconds + READING_REASONS.length);
        if (result.outcome === "abstention") expect(Object.keys(result)).not.toContain("score");
        else {
          expect(result.score).toBeGreaterThanOrEqual(0);
          expect(result.score).toBeLessThanOrEqual(100);
          expect(result.interval.low).toBeLessThanOrEqual(result.score);
          expect(result.interval.high).toBeGreaterThanOrEqual(result.score);
          expect(Math.abs(result.change)).toBeLessThanOrEqual(100);
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("never loses points by more happiness", () => {
    const wide = mergePolicy(short, { window: { maximumIntervalPoints: 100 } });
    fc.assert(
      fc.property(fc.array(share, { minLength: 60, maxLength: 200 }), share, (row, lift) => {
        const at =
          (more: number): Signal =>
          (s) => {
            const happiness = row[Math.floor(s * 2) % row.length] ?? 0;
            return expressionAt(0, { happiness: happiness + more * (1 - happiness) });
          };
        const less = play(at(0), row.length / 2, { policy: wide });
        const more = play(at(lift), row.length / 2, { policy: wide });
        if (less.outcome === "score" && more.outcome === "score") expect(more.score).toBeGreaterThanOrEqual(less.score);
      }),
      { numRuns: 100 },
    );
  });

  it("agrees within 2 points between 5 and 15 frames a second", () => {
    const wave = fc.record({
      period: fc.double({ min: 3, max: 40, noNaN: true }),
      phase: fc.double({ min: 0, max: 6, noNaN: true }),
      high: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      seconds: fc.integer({ min: 20, max: 300 }),
    });
    fc.assert(
      fc.property(wave, ({ period, phase, high, seconds }) => {
        const signal: Signal = (s) => {
          const v = Math.sin((2 * Math.PI * s) / period + phase) * high;
          return expressionAt(0, v > 0 ? { happiness: v } : { anger: -v });
        };
        const [slow, fast] = [play(signal, seconds), play(signal, seconds, { fps: 15 })];
        expect(slow.outcome).toBe(fast.outcome);
        if (slow.outcome === "score" && fast.outcome === "score")
          expect(Math.abs(slow.score - fast.score)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 100 },
    );
  });

  it("keeps the same whole after its buckets merged, however long it grew", () => {
    // 2 h: the first 250 ms buckets have merged nine times.
    const signal: Signal = (s) => expressionAt(0, { happiness: s < 3_600 ? 0.2 : 0.6 });
    const result = scored(play(signal, 7_200, { fps: 2 }));
    expect(result.statistics.valenceWhole).toBeCloseTo(0.4, 4);
    expect(result.statistics.valenceEnd).toBeCloseTo(0.6, 4);
    expect(result.statistics.usableSeconds).toBe(7_200);
  });

  it("says the same twice", () => {
    const signal: Signal = (s) => expressionAt(0, { happiness: (Math.sin(s) + 1) / 2.2 });
    expect(play(signal, 45)).toEqual(play(signal, 45));
  });
});
