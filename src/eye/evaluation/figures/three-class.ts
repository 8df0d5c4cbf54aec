import { areaUnderCurve } from "#eye/evaluation/figures/area-under-curve.js";
import {
  accuracyOf,
  type ClassFigures,
  type Confusion,
  classFigures,
  confusionOf,
} from "#eye/evaluation/figures/confusion.js";
import { largest, type Sample, TONES, toneShares } from "#eye/evaluation/figures/sample.js";
import { type Share, wilson } from "#eye/evaluation/figures/wilson.js";

export type ThreeClassFigures = {
  readonly n: number;
  readonly accuracy: Share;
  readonly confusion: Confusion;
  readonly classes: readonly ClassFigures[];
  readonly aucPositive: number | null;
  readonly aucNegative: number | null;
  readonly neutralCalledNegative: Share;
};

const [NEGATIVE, NEUTRAL, POSITIVE] = [0, 1, 2];

/** Negative (anger, disgust, fear, sadness), neutral, positive (happiness); faces of other labels are left out. */
export function threeClassFigures(samples: readonly Sample[]): ThreeClassFigures {
  const read = samples.flatMap(({ tone, probabilities }) => {
    if (tone === null) return [];
    const shares = toneShares(probabilities);
    return [{ truth: tone, guess: largest(shares), shares }];
  });
  const confusion = confusionOf(TONES, read);
  const area = (place: number): number | null =>
    areaUnderCurve(read.map(({ truth, shares }) => ({ score: shares[place] as number, positive: truth === place })));
  return {
    n: read.length,
    accuracy: accuracyOf(confusion),
    confusion,
    classes: classFigures(confusion),
    aucPositive: area(POSITIVE),
    aucNegative: area(NEGATIVE),
    neutralCalledNegative: neutralCalledNegative(confusion),
  };
}

function neutralCalledNegative({ counts }: Confusion): Share {
  const row = counts[NEUTRAL] ?? [];
  return wilson(
    row[NEGATIVE] ?? 0,
    row.reduce((sum, count) => sum + count, 0),
  );
}
