/**
 * Holm's correction (1979): each p as it counts when so many were looked at together, so that of all that say "changed"
 * none is chance, but for the level's share of times. In the order given.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const corrected = ps.map(() => 1);
  let reached = 0;
  order.forEach(({ p, index }, rank) => {
    reached = Math.max(reached, Math.min(1, p * (ps.length - rank)));
    corrected[index] = reached;
  });
  return corrected;
}
