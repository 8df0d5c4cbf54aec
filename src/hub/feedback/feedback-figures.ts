import type { FeedbackList } from "#contract/feedback.js";
import { RATINGS, type Rating } from "#contract/rating-scale.js";
import { leastOutside } from "#hub/report/lattice/due.js";
import type { Sqlite } from "#platform/sqlite.js";

/** With the code of a transaction, or the office's own QR. */
type Source = "coded" | "static";
type Row = {
  readonly month: string;
  readonly rating: Rating;
  readonly n: number;
  readonly shown: number;
};

export function countRating(db: Sqlite, month: string, source: Source, rating: Rating): void {
  db.prepare(
    `INSERT INTO feedback_counts (month, source, rating, n) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET n = n + 1`,
  ).run(month, source, rating);
}

/**
 * The figures as they may be shown: a figure moves by k or more at once, of whom as many differ from most as in a cell of
 * the lattice: whoever is one of them does not learn what the others said. Ratings by the office's own QR are no figure:
 * one person can send any number of them.
 */
export function shownFigures(db: Sqlite, k: number): FeedbackList["months"] {
  return db.transaction(() => {
    const groups = new Map<string, Row[]>();
    const all = db.prepare<[], Row>("SELECT * FROM feedback_counts WHERE source = 'coded' ORDER BY month DESC").all();
    for (const row of all) groups.set(row.month, [...(groups.get(row.month) ?? []), row]);
    return [...groups].map(([month, rows]) => {
      const due = isDue(rows, k);
      if (due) db.prepare("UPDATE feedback_counts SET shown = n WHERE month = ? AND source = 'coded'").run(month);
      const counts = rows.map(({ rating, n, shown }) => [rating, due ? n : shown] as const);
      const total = counts.reduce((sum, [, n]) => sum + n, 0);
      const ratings = { ...NONE, ...Object.fromEntries(counts) };
      return { month, ratings: total === 0 ? null : ratings };
    });
  })();
}

const NONE = Object.fromEntries(RATINGS.map((rating) => [rating, 0])) as Record<Rating, number>;

function isDue(rows: readonly Row[], k: number): boolean {
  const fresh = rows.map(({ n, shown }) => n - shown);
  const sum = fresh.reduce((all, n) => all + n, 0);
  return sum > 0 && sum >= k && sum - Math.max(...fresh) >= leastOutside(k);
}
