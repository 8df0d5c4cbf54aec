import type { Why } from "#contract/double-rating.js";
import { RATINGS } from "#contract/rating-scale.js";
import type { AgreementView, SpanQuery } from "#contract/ward-views.js";
import { type AgreementReason, agreementOf } from "#hub/report/agreement/agreement.js";
import type { PairCount } from "#hub/report/agreement/pair-table.js";
import { type Cell, leastK } from "#hub/report/cell.js";

type AgreementViewParts = {
  readonly span: SpanQuery;
  readonly k: number;
  readonly cells: readonly Cell[];
  readonly mode: AgreementView["agreement"]["mode"];
  readonly recallFloor: number;
  readonly say: (reason: AgreementReason) => Why;
};

/** A score within each level: cells know no scores of single transactions, so that ranks are ranks of levels. */
const SCORE_OF_LEVEL = [20, 50, 80] as const;

export function pairsOf(cells: readonly Cell[]): PairCount[] {
  return RATINGS.flatMap((rating, row) =>
    SCORE_OF_LEVEL.map((score, column) => ({
      rating,
      score,
      n: cells.reduce((sum, { pairs }) => sum + (pairs[row]?.[column] ?? 0), 0),
    })),
  ).filter(({ n }) => n > 0);
}

export const agreementViewOf = ({ span, k, cells, mode, recallFloor, say }: AgreementViewParts): AgreementView => ({
  ...span,
  k,
  leastK: leastK(cells, k),
  recallFloor,
  agreement: agreementOf({ pairs: pairsOf(cells), k, mode, recallFloor, say }),
});
