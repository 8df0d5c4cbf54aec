import type { Judgement } from "#eye/evaluation/figures/calibration.js";
import { type Share, wilson } from "#eye/evaluation/figures/wilson.js";

export type CoveragePoint = { readonly coverage: number; readonly accuracy: Share };

/** Accuracy on the surest part of the set, for each coverage (share of the set that is answered). */
export function accuracyAtCoverage(judgements: readonly Judgement[], coverages: readonly number[]): CoveragePoint[] {
  const right = [...judgements].sort((a, b) => b.confidence - a.confidence).map((judgement) => judgement.right);
  const upTo = [0];
  for (const hit of right) upTo.push((upTo.at(-1) as number) + (hit ? 1 : 0));
  return coverages.map((coverage) => {
    // 100 · 0.29 is a little under 29.
    const n = Math.floor(right.length * coverage + 1e-9);
    return { coverage, accuracy: wilson(upTo[n] as number, n) };
  });
}
