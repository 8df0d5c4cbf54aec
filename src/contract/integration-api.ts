import { tokenSchema } from "#contract/identifiers.js";
import {
  MOST_TOKENS,
  type TransactionReply,
  transactionQuerySchema,
  transactionReplySchema,
  transactionsReplySchema,
} from "#contract/integration.js";
import { type ApiPart, operation } from "#contract/openapi-parts.js";

const scored: TransactionReply = {
  outcome: "scored",
  token: "AAAAAAAAAAAAAAAAAAAAAQ",
  rating: "very_satisfied",
  score: 61.5,
  interval: { low: 56.5, high: 66.5, confidence: 0.9 },
  level: null,
  mode: "advisory",
};
const abstained: TransactionReply = {
  outcome: "abstained",
  token: "AAAAAAAAAAAAAAAAAAAAAg",
  rating: null,
  reason: "no_consent",
};

const problems = {
  400: "A token is not one; `detail` says where",
  401: "The token in the header is missing, wrong or revoked",
  403: "The token in the header has another scope",
  429: "More than 120 requests a minute with this token",
  503: "The hub's database cannot be used now",
};
const about =
  "For the one-stop back office, never for a counter's screen: with a token of the scope `transactions`, not before the day that the policy's `backOfficeDelayDays` names, and every request is noted in the audit log.";

/** What other programs read. */
export const integrationApi: ApiPart = {
  paths: {
    "/v1/transactions/{token}": {
      get: operation({
        id: "getTransaction",
        tag: "back office",
        summary: "Score and tap of one transaction",
        description: about,
        path: { token: tokenSchema },
        reply: { status: 200, name: "Transaction", description: "What is known of it" },
        problems: { ...problems, 404: "Unknown, not to be told yet, or erased; which of these is not said" },
        reader: true,
      }),
    },
    "/v1/transactions/query": {
      post: operation({
        id: "queryTransactions",
        tag: "back office",
        summary: `Score and tap of up to ${MOST_TOKENS} transactions`,
        description: about,
        body: { name: "TransactionQuery", required: true },
        reply: { status: 200, name: "Transactions", description: "What is known of them" },
        problems,
        reader: true,
      }),
    },
  },
  schemas: {
    Transaction: { schema: transactionReplySchema, io: "output", examples: [scored, abstained] },
    TransactionQuery: {
      schema: transactionQuerySchema,
      io: "input",
      examples: [{ tokens: [scored.token, abstained.token] }],
    },
    Transactions: {
      schema: transactionsReplySchema,
      io: "output",
      examples: [{ transactions: [scored], unavailable: [abstained.token] }],
    },
  },
};
