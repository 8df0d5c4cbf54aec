import { COUNTED_TOPICS, type FeedbackList, type FeedbackTopic } from "#contract/feedback.js";
import { RATINGS, type Rating } from "#contract/rating-scale.js";
import { leastOutside } from "#hub/report/lattice/due.js";
import type { Sqlite } from "#platform/sqlite.js";

/** With the code of a transaction, or by the office's own QR: one person can send any number of the latter. */
type Source = "coded" | "static";
type Rated = {
  readonly month: string;
  readonly source: Source;
  readonly rating: Rating;
  readonly topic: FeedbackTopic;
};
type Asked = { readonly k: number; readonly source: Source };
type Row = {
  readonly month: string;
  readonly value: string;
  readonly n: number;
  readonly shown: number;
};
type Counts<V extends string> = {
  readonly table: "feedback_counts" | "feedback_topics";
  readonly column: "rating" | "topic";
  readonly values: readonly V[];
};

const RATED: Counts<Rating> = { table: "feedback_counts", column: "rating", values: RATINGS };
const ABOUT: Counts<(typeof COUNTED_TOPICS)[number]> = {
  ...{ table: "feedback_topics", column: "topic" },
  values: COUNTED_TOPICS,
};

/** What was rated and what it was about are counted apart: nothing says who rated what how. */
export function countRating(db: Sqlite, { month, source, rating, topic }: Rated): void {
  add(db, RATED, [month, source, rating]);
  add(db, ABOUT, [month, source, topic]);
}

const add = (
  db: Sqlite,
  { table, column }: Pick<Counts<string>, "table" | "column">,
  cell: readonly [string, Source, string],
): void =>
  void db
    .prepare(
      `INSERT INTO ${table} (month, source, ${column}, n) VALUES (?, ?, ?, 1)
       ON CONFLICT DO UPDATE SET n = n + 1`,
    )
    .run(...cell);

/**
 * The figures as they may be shown: a figure moves by k or more at once, of whom as many differ from most as in a cell of
 * the lattice: whoever is one of them does not learn what the others said. Ratings and topics move each for itself.
 */
export function shownFigures(db: Sqlite, k: number, source: Source): FeedbackList["months"] {
  return db.transaction(() => {
    const ratings = shownCounts(db, RATED, { k, source });
    const topics = shownCounts(db, ABOUT, { k, source });
    return [...ratings].map(([month, counts]) => ({ month, ratings: counts, topics: topics.get(month) ?? null }));
  })();
}

/** By month, the newest first; null while nothing may be said of it. */
function shownCounts<V extends string>(
  db: Sqlite,
  { table, column, values }: Counts<V>,
  { k, source }: Asked,
): Map<string, Record<V, number> | null> {
  const groups = new Map<string, Row[]>();
  const all = db
    .prepare<[Source], Row>(
      `SELECT month, ${column} AS value, n, shown FROM ${table} WHERE source = ? ORDER BY month DESC`,
    )
    .all(source);
  for (const row of all) groups.set(row.month, [...(groups.get(row.month) ?? []), row]);
  return new Map(
    [...groups].map(([month, rows]) => {
      const due = isDue(rows, k);
      if (due) db.prepare(`UPDATE ${table} SET shown = n WHERE month = ? AND source = ?`).run(month, source);
      const shown = new Map(rows.map((row) => [row.value, due ? row.n : row.shown]));
      const counts = values.map((value) => [value, shown.get(value) ?? 0] as const);
      return [month, counts.every(([, n]) => n === 0) ? null : (Object.fromEntries(counts) as Record<V, number>)];
    }),
  );
}

function isDue(rows: readonly Row[], k: number): boolean {
  const fresh = rows.map(({ n, shown }) => n - shown);
  const sum = fresh.reduce((all, n) => all + n, 0);
  return sum > 0 && sum >= k && sum - Math.max(...fresh) >= leastOutside(k);
}
