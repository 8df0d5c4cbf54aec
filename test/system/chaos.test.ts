import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runChaos } from "../chaos/chaos.js";
import type { FaultKind } from "../chaos/schedule.js";

const LIMIT_MS = 300_000;

describe("chaos: the shipped programs on a real broker, broken at random", () => {
  it(
    "three cycles lose nothing, double nothing and keep the order",
    async () => {
      const report = await runChaos({ cycles: 3, seed: 5, say: console.log });
      expect(report.violations).toEqual([]);
      expect(report.cycles).toBe(3);
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
