import { expect, test } from "vitest";
import { SmileRuns } from "#desk/scoring/smile-runs.js";

function shortMs(happiness: readonly number[], ms = 200): number {
  const runs = new SmileRuns();
  for (const p of happiness) runs.add(p, ms);
  runs.end();
  return runs.shortMs;
}

test("a smile of 0.6 s is short, one of 0.8 s is not", () => {
  expect(shortMs([0.1, 0.9, 0.9, 0.9, 0.1])).toBe(600);
  expect(shortMs([0.1, 0.9, 0.9, 0.9, 0.9, 0.1])).toBe(0);
});

test("a long smile that flickers about one half is not many short ones", () => {
  expect(shortMs([0.6, 0.45, 0.55, 0.42, 0.6, 0.48, 0.6])).toBe(0);
});

test("what stays between the two thresholds never began", () => {
  expect(shortMs([0.45, 0.49, 0.42])).toBe(0);
});
