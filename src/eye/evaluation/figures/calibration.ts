import { type Share, wilson } from "#eye/evaluation/figures/wilson.js";

/** The winning class's probability, and whether it was right. */
export type Judgement = { readonly confidence: number; readonly right: boolean };
/** Confidences in (from, to]. */
type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly confidence: number | null;
  readonly accuracy: Share;
};
export type Calibration = {
  readonly n: number;
  readonly error: number | null;
  readonly bins: readonly CalibrationBin[];
};

/** Expected calibration error of the winning class (Guo et al. 2017), over bins of equal width. */
export function calibrationOf(judgements: readonly Judgement[], count = 15): Calibration {
  const n = judgements.length;
  const bins = Array.from({ length: count }, (_, i) => ({ total: 0, right: 0, n: 0, i }));
  for (const { confidence, right } of judgements) {
    const bin = bins[Math.min(count - 1, Math.max(0, Math.ceil(confidence * count) - 1))] as (typeof bins)[number];
    bin.n++;
    bin.total += confidence;
    if (right) bin.right++;
  }
  const error = bins.reduce((sum, bin) => sum + Math.abs(bin.right - bin.total), 0) / n;
  return {
    n,
    error: n === 0 ? null : error,
    bins: bins.map((bin) => ({
      from: bin.i / count,
      to: (bin.i + 1) / count,
      confidence: bin.n === 0 ? null : bin.total / bin.n,
      accuracy: wilson(bin.right, bin.n),
    })),
  };
}
