type Scored = { readonly score: number; readonly positive: boolean };

/**
 * Area under the ROC curve as Mann and Whitney count it: the share of pairs in which the positive one scores higher; ties
 * count half. Null when one of the two kinds is missing.
 */
export function areaUnderCurve(scored: readonly Scored[]): number | null {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  const positives = sorted.filter(({ positive }) => positive).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
    // Those with one score share the mean of the ranks from + 1 … to.
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) if (sorted[i]?.positive) ranks += rank;
    from = to;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}
