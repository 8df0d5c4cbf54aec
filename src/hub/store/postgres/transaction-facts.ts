import type { Query } from "#hub/store/postgres/database.js";
import { factOf, type TransactionFact, type TransactionFactRow } from "#hub/store/transaction-facts.js";

export async function transactionFacts(query: Query, tokens: readonly string[]): Promise<TransactionFact[]> {
  const rows = await query<TransactionFactRow>(
    `SELECT e.body, to_char(e.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "receivedAt", r.rating
     FROM outcomes o JOIN events e ON e.id = o.event LEFT JOIN ratings r ON r.token = o.token
     WHERE o.token = ANY ($1::text[])`,
    [tokens],
  );
  return rows.map(factOf);
}
