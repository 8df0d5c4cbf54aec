import type { HailongEvent } from "#contract/event.js";
import type { Rating } from "#contract/rating-scale.js";
import type { Sqlite } from "#platform/sqlite.js";

type Outcome = HailongEvent & {
  readonly type: "vn.hailong.score.v1" | "vn.hailong.abstention.v1" | "vn.hailong.cancelled.v1";
};
/** What is kept of one transaction: its first outcome and first tap. Nothing is found of one whose content was erased. */
export type TransactionFact = {
  readonly ending: Outcome;
  readonly receivedAt: string;
  readonly rating: Rating | null;
};
export type TransactionFactRow = { readonly body: string; readonly receivedAt: string; readonly rating: Rating | null };

export function transactionFacts(db: Sqlite, tokens: readonly string[]): TransactionFact[] {
  const one = db.prepare<[string, string], TransactionFactRow>(
    `SELECT e.body, e.received_at AS receivedAt,
            (SELECT rating FROM ratings WHERE token = ? ORDER BY event LIMIT 1) AS rating
     FROM outcomes o JOIN events e ON e.id = o.event
     WHERE o.token = ? AND e.body IS NOT NULL`,
  );
  return tokens.flatMap((token) => one.get(token, token) ?? []).map(factOf);
}

export const factOf = ({ body, receivedAt, rating }: TransactionFactRow): TransactionFact => ({
  ending: JSON.parse(body),
  receivedAt,
  rating,
});
