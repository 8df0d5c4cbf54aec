import { describe, expect, it } from "vitest";
import { runChaos } from "../chaos/chaos.js";
import { FAULT_KINDS } from "../chaos/schedule.js";
import { summaryLines } from "../chaos/summary.js";

const LIMIT_MS = 300_000;

describe("chaos: the shipped programs on a real broker, broken at random", () => {
  it(
    "ten cycles with every kind of fault lose nothing, double nothing and keep the order",
    async () => {
      const lines: string[] = [];
      const report = await runChaos({ cycles: 10, seed: 5, say: (line) => void lines.push(line) });
      console.log([...lines, ...summaryLines(report)].join("\n"));
      expect(report.violations).toEqual([]);
      expect(report.cycles).toBe(10);
      const kinds = FAULT_KINDS.filter((kind) => !report.leftOut.has(kind));
      expect([...report.faults.keys()].sort()).toEqual([...kinds].sort());
      expect(report.answers.visits).toBeGreaterThanOrEqual(50);
      expect(report.verdict.stored.score).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});
