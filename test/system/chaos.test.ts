import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runChaos } from "../chaos/chaos.js";
import { FAULT_KINDS, type FaultKind } from "../chaos/schedule.js";
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

  const bugs: [string, FaultKind][] = [
    ["receipt-before-commit", "store full"],
    ["outbox-on-puback", "kill hub"],
  ];
  it.each(bugs)(
    "finds a build with the bug %s",
    async (bug, kind) => {
      if (kind === "store full" && process.getuid?.() !== 0) return;
      const report = await runChaos({ cycles: 4, seed: 1, kinds: [kind], bug, say: console.log });
      if (report.folder) rmSync(report.folder, { recursive: true });
      expect(report.violations.join("\n")).toMatch(/holds .* for receipted, the hub's file does not have it/);
    },
    LIMIT_MS,
  );
});
