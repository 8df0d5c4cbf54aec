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

/** Scores of one field in released cells. */
export type FieldScores = { readonly field: string; readonly n: number; readonly total: number };

/** A figure of released cells that were made under a smaller k is not shown under a larger one, until it has grown. */
export const shownFields = (fields: readonly FieldScores[], k: number): FieldScores[] =>
  fields.filter(({ n }) => n > 0 && n >= k);

export const cellsOf = (shown: readonly FieldScores[]): Summary["fields"] =>
  shown.map(({ field, n, total }) => ({ field, n, meanScore: round(total / n, 1) }));

export type SummaryParts = {
  readonly ward: string;
  readonly k: number;
  readonly tally: Tally;
  readonly shown: readonly FieldScores[];
  /** Transactions that no released cell holds yet. */
  readonly withheld: number;
  readonly agreement: Summary["agreement"];
  readonly integrity: Summary["integrity"];
  readonly gaps: Summary["gaps"];
  readonly rejected: Readonly<Record<string, number>>;
};

export function summarize({ tally, shown, rejected, ...rest }: SummaryParts): Summary {
  const transactions = tally.scores + tally.abstentions;
  const share = (part: number): number | null => (transactions === 0 ? null : round(part / transactions, 4));
  const { abstentionReasons, ...counts } = tally;
  return {
    ...rest,
    transactions,
    ...counts,
    coverage: { camera: share(tally.scores), rating: share(tally.ratedTransactions) },
    fields: cellsOf(shown),
    abstentionReasons: { ...abstentionReasons },
    rejected: { ...rejected },
  };
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round((value + Number.EPSILON) * scale) / scale;
}
