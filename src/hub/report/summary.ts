import type { Summary } from "#contract/http.js";

/** Counts over the ward; nothing here is about one transaction. */
export type Tally = {
  readonly scores: number;
  readonly abstentions: number;
  readonly cancelled: number;
  readonly ratings: number;
  /** Distinct scored or abstained transactions that were rated. */
  readonly ratedTransactions: number;
  readonly abstentionReasons: Readonly<Record<string, number>>;
};

/** Scores of one field: all that are stored, and those that the last shown mean was made of. */
export type FieldScores = {
  readonly field: string;
  readonly n: number;
  readonly total: number;
  readonly released: { readonly n: number; readonly total: number };
};
export type Release = { readonly field: string; readonly n: number; readonly total: number };

/**
 * A mean is shown once k transactions stand behind it, and moves only when k more that no shown mean held are there:
 * whoever compares two summaries sees at least k transactions in their difference, never one.
 */
export const dueReleases = (fields: readonly FieldScores[], k: number): Release[] =>
  fields.filter(({ n, released }) => n - released.n >= k).map(({ field, n, total }) => ({ field, n, total }));

/** The means that may be shown. One that was released under a smaller k is not shown under a larger one. */
export const shownCells = (fields: readonly FieldScores[], k: number): Release[] =>
  fields.map(({ field, released }) => ({ field, ...released })).filter(({ n }) => n > 0 && n >= k);

export const cellsOf = (shown: readonly Release[]): Summary["fields"] =>
  shown.map(({ field, n, total }) => ({ field, n, meanScore: round(total / n, 1) }));

export type SummaryParts = {
  readonly ward: string;
  readonly k: number;
  readonly tally: Tally;
  readonly fields: readonly FieldScores[];
  readonly shown: readonly Release[];
  readonly agreement: Summary["agreement"];
  readonly integrity: Summary["integrity"];
  readonly gaps: Summary["gaps"];
  readonly rejected: Readonly<Record<string, number>>;
};

export function summarize({ tally, fields, shown, rejected, ...rest }: SummaryParts): Summary {
  const transactions = tally.scores + tally.abstentions;
  const share = (part: number): number | null => (transactions === 0 ? null : round(part / transactions, 4));
  const { abstentionReasons, ...counts } = tally;
  return {
    ...rest,
    transactions,
    ...counts,
    coverage: { camera: share(tally.scores), rating: share(tally.ratedTransactions) },
    fields: cellsOf(shown),
    withheld: fields.length - shown.length,
    abstentionReasons: { ...abstentionReasons },
    rejected: { ...rejected },
  };
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round((value + Number.EPSILON) * scale) / scale;
}
