/** `n` alike: their score, and which of the two kinds they are. */
export type Ranked = { readonly score: number; readonly positive: boolean; readonly n: number };

/**
 * Area under the ROC curve as Mann and Whitney (1947) count it: the share of pairs in which the positive one scores higher,
 * ties half. Undefined when one of the two kinds is missing.
 */
export function rankShare(ranked: Iterable<Ranked>): number | undefined {
  const byScore = new Map<number, { positives: number; negatives: number }>();
  let [positives, negatives] = [0, 0];
  for (const { score, positive, n } of ranked) {
    const at = byScore.get(score) ?? { positives: 0, negatives: 0 };
    if (positive) [at.positives, positives] = [at.positives + n, positives + n];
    else [at.negatives, negatives] = [at.negatives + n, negatives + n];
    byScore.set(score, at);
  }
  if (positives === 0 || negatives === 0) return undefined;
  let [wins, below] = [0, 0];
  for (const [, at] of [...byScore].sort(([a], [b]) => a - b)) {
    wins += at.positives * (below + at.negatives / 2);
    below += at.negatives;
  }
  return wins / (positives * negatives);
}
