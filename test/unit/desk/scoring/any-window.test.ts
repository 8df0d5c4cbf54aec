import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { openWindow } from "#desk/scoring/scoring-window.js";
import type { WindowScore } from "#desk/scoring/window-result.js";
import { expressionAt } from "../../../support/readings.js";

const lenient = mergePolicy(DEFAULT_POLICY, { window: { minimumSeconds: 4, maximumIntervalPoints: 100 } });
type Face = { happiness?: number; anger?: number };

/** One reading a `stepMs`, each until the next. */
function scoreOf(faces: readonly Face[], stepMs: number): WindowScore {
  const window = openWindow(lenient, 0);
  faces.forEach((face, i) => {
    window.add(expressionAt(i * stepMs, face));
  });
  const result = window.close(faces.length * stepMs);
  if (result.outcome !== "score") throw new Error(`abstained: ${result.reason}`);
  return result;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const valence = fc.double({ min: -1, max: 1, noNaN: true });
const faceOf = (value: number): Face => (value > 0 ? { happiness: value } : { anger: -value });
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

it("is what its definition says, however often its buckets merged", () => {
  const held = fc.array(fc.tuple(valence, fc.integer({ min: 1, max: 90 })), { minLength: 2, maxLength: 40 });
  const row = held.map((parts) => parts.flatMap(([value, times]) => Array<number>(times).fill(value)));
  fc.assert(
    fc.property(
      row.filter(({ length }) => length >= 40),
      fc.integer({ min: 100, max: 1_000 }),
      (values, stepMs) => {
        const { statistics, score, change } = scoreOf(values.map(faceOf), stepMs);
        const quarter = Math.round(values.length / 4);
        const [whole, end] = [mean(values), mean(values.slice(-quarter))];
        expect(statistics.valenceWhole).toBeCloseTo(whole, 3);
        // A bucket is at most 1/32 of the window, an eighth of the quarter: of the one on the border a share is taken,
        // not its own part; a reading on the border is another step of length 1.
        const border = 2 * (1 / 8 + 1 / quarter);
        expect(Math.abs(statistics.valenceEnd - end)).toBeLessThanOrEqual(border);
        expect(score).toBeCloseTo(50 + 50 * (0.6 * statistics.valenceWhole + 0.4 * statistics.valenceEnd), 0);
        expect(Math.abs(change)).toBeLessThanOrEqual(100);
      },
    ),
    { numRuns: 100 },
  );
});

it("never falls when anger turns to happiness, at any moment of the window", () => {
  const face = fc.tuple(share, share).map(([a, b]) => ({ happiness: a * b, anger: a * (1 - b) }));
  fc.assert(
    fc.property(
      fc.array(face, { minLength: 30, maxLength: 120 }),
      fc.nat(119),
      fc.nat(119),
      share,
      (faces, i, j, part) => {
        const [from, to] = [Math.min(i, j), Math.max(i, j)];
        const better = faces.map((one, at) =>
          at < from || at > to ? one : { happiness: one.happiness + part * one.anger, anger: one.anger * (1 - part) },
        );
        expect(scoreOf(better, 500).score).toBeGreaterThanOrEqual(scoreOf(faces, 500).score);
      },
    ),
    { numRuns: 100 },
  );
});

it("does not depend on when, by the clock, it was opened", () => {
  fc.assert(
    fc.property(
      fc.array(valence, { minLength: 30, maxLength: 90 }),
      fc.integer({ min: 0, max: 10 ** 9 }),
      (row, start) => {
        const window = openWindow(lenient, start);
        row.forEach((value, i) => {
          window.add(expressionAt(start + i * 500, faceOf(value)));
        });
        expect(window.close(start + row.length * 500)).toEqual(scoreOf(row.map(faceOf), 500));
      },
    ),
    { numRuns: 50 },
  );
});
