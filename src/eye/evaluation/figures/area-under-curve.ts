import { rankShare } from "#statistics/rank-share.js";

type Scored = { readonly score: number; readonly positive: boolean };

/** Area under the ROC curve; null when one of the two kinds is missing. */
export const areaUnderCurve = (scored: readonly Scored[]): number | null =>
  rankShare(scored.map((one) => ({ ...one, n: 1 }))) ?? null;
