import { describe, expect, it } from "vitest";
import type { DoubleRating } from "#commands/demo/double-rating.js";
import type { DemoResult, DemoSummary } from "#commands/demo/session-log.js";
import { cliScript } from "#commands/places.js";
import { Child } from "../support/child.js";

/** The session that scripts/demo plays, as a user would see it. Orders and differences, never absolute levels. */
describe("hailong demo --once --json", () => {
  it("scores what can be read, abstains from the rest with the reason, and loses nothing", async () => {
    await using demo = new Child(process.execPath, [cliScript(), "demo", "--once", "--json"], { lifeMs: 240_000 });
    const code = await demo.ended;
    expect(code, demo.stderr).toBe(0);
    const summary = JSON.parse(demo.stdout.trim().split("\n").at(-1) ?? "") as DemoSummary & DoubleRating;
    expect(summary).toMatchObject({ transactions: 11, receipted: 11, lost: 0, duplicates: 0 });
    const of = (clip: string): DemoResult => {
      const result = summary.results.find((each) => each.clip === clip);
      if (!result) throw new Error(`no result for ${clip}`);
      return result;
    };
    const score = (clip: string): number => of(clip).score ?? Number.NaN;
    expect(score("happy-transaction")).toBeGreaterThanOrEqual(score("neutral-transaction") + 12);
    expect(score("dissatisfied-transaction")).toBeLessThan(score("neutral-transaction"));
    expect(of("mixed").change).toBeGreaterThan(0);
    expect(of("nobody")).toMatchObject({ outcome: "abstention", reason: "no_face", score: null });
    expect(of("too-dark")).toMatchObject({ outcome: "abstention", reason: "dark" });
    expect(of("mask")).toMatchObject({ outcome: "abstention", reason: "unreadable" });
    expect(of("turned-away")).toMatchObject({ outcome: "abstention", reason: "pose" });
    expect(of("opted-out")).toMatchObject({ outcome: "abstention", reason: "opted_out", score: null, coverage: 0 });
    // The bound citizen (ravi, happier than neutral) or nobody; the sad companion beside him would score low.
    if (of("two-people").outcome === "score")
      expect(score("two-people")).toBeGreaterThan(score("dissatisfied-transaction"));
    else expect(of("two-people").reason).toBe("several_faces");
    for (const { p50, p95 } of [summary.frameToReadingMs, summary.closeToReceiptMs]) {
      expect(p50).toBeGreaterThan(0);
      expect(p95).toBeGreaterThanOrEqual(p50 ?? 0);
    }
    // Whoever was served tapped on the rating page; each tap that has a score beside it is a pair, at the hub.
    expect(summary.taps).toEqual({ given: 7, stored: 7 });
    const tapped = ["happy-transaction", "neutral-transaction", "dissatisfied-transaction", "mixed", "officer-edge"];
    const { agreement } = summary;
    if (agreement.outcome !== "shown") throw new Error(`no agreement: ${agreement.why.en}`);
    expect(agreement.n).toBe(tapped.filter((clip) => of(clip).outcome === "score").length);
    expect(agreement.matrix.flat().reduce((sum, n) => sum + n)).toBe(agreement.n);
    expect(agreement.recall).toMatchObject({ n: 1 });
    expect(agreement.mode).toBe("advisory");
    expect(demo.stdout).toMatch(/Đánh giá kép · Double rating: .* 7, n = \d/);
    expect(Object.values(summary.abstentions).reduce((sum, n) => sum + n, summary.scores)).toBe(11);
  });
});
