import type { FeedbackList } from "#contract/feedback.js";
import { RATINGS, type Rating } from "#contract/rating-scale.js";
import type { Sqlite } from "#platform/sqlite.js";

type Source = FeedbackList["months"][number]["source"];
type Row = {
  readonly month: string;
  readonly source: Source;
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
 * The figures as they may be shown: a figure moves by k or more at once, and not when all k said the same, for then it
 * would tell what each of them said.
 */
export function shownFigures(db: Sqlite, k: number): FeedbackList["months"] {
  return db.transaction(() => {
    const groups = new Map<string, Row[]>();
    const all = db.prepare<[], Row>("SELECT * FROM feedback_counts ORDER BY month DESC, source").all();
    for (const row of all) {
      const key = `${row.month} ${row.source}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return [...groups.values()].flatMap((rows) => {
      const [first] = rows;
      if (!first) return [];
      const due = isDue(rows, k);
      if (due)
        db.prepare("UPDATE feedback_counts SET shown = n WHERE month = ? AND source = ?").run(
          first.month,
          first.source,
        );
      const counts = rows.map(({ rating, n, shown }) => [rating, due ? n : shown] as const);
      const total = counts.reduce((sum, [, n]) => sum + n, 0);
      const ratings = { ...NONE, ...Object.fromEntries(counts) };
      return [{ month: first.month, source: first.source, ratings: total === 0 ? null : ratings }];
    });
  })();
}

const NONE = Object.fromEntries(RATINGS.map((rating) => [rating, 0])) as Record<Rating, number>;

function isDue(rows: readonly Row[], k: number): boolean {
  const fresh = rows.map(({ n, shown }) => n - shown).filter((n) => n > 0);
  return fresh.length > 1 && fresh.reduce((sum, n) => sum + n, 0) >= k;
}
