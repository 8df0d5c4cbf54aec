import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { tokenSchema } from "#contract/identifiers.js";
import { type TransactionReply, type TransactionsReply, transactionQuerySchema } from "#contract/integration.js";
import { addFigureRoutes, type FigureViews } from "#hub/integration/figure-routes.js";
import { createScopeGuard, nameOfProgram } from "#hub/integration/scope-guard.js";
import { tellTransaction } from "#hub/integration/tell-transaction.js";
import type { Reader, Tokens } from "#hub/integration/tokens.js";
import type { Audit } from "#hub/people/audit.js";
import type { Door } from "#hub/people/guard.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";

export type IntegrationParts = {
  readonly tokens: Tokens;
  readonly audit: Audit;
  readonly store: Pick<EventStore, "transactions">;
  readonly policy: () => { readonly backOfficeDelayDays: number };
  readonly views?: FigureViews;
  readonly door: Door;
  readonly clock: Clock;
};

const pathSchema = z.strictObject({ token: tokenSchema });
const QUERY_BYTES = 4_096;
/** Neither a browser nor a proxy keeps what is told of one transaction. */
const NOT_KEPT = { "cache-control": "no-store" };

/** What other programs read, each by a token of one scope. */
export function addIntegrationRoutes(app: FastifyInstance, parts: IntegrationParts): void {
  const guard = createScopeGuard(parts.tokens, parts.clock, parts.door);
  const { views } = parts;
  if (views) addFigureRoutes(app, { onRequest: guard("figures"), viewsOf: () => views });
  app.get("/v1/transactions/:token", { onRequest: guard("transactions") }, async ({ params, reader }, reply) => {
    const { token } = parseRequest(pathSchema, params);
    const [transaction] = await read(parts, reader, [token]);
    if (!transaction) throw new AppError("transaction.unavailable", "unknown, not yet, or erased");
    return reply.headers(NOT_KEPT).send(transaction);
  });
  app.post(
    "/v1/transactions/query",
    { onRequest: guard("transactions"), bodyLimit: QUERY_BYTES },
    async ({ body, reader }, reply) => {
      const tokens = [...new Set(parseRequest(transactionQuerySchema, body).tokens)];
      const transactions = await read(parts, reader, tokens);
      const told = new Set(transactions.map(({ token }) => token));
      const answer: TransactionsReply = { transactions, unavailable: tokens.filter((token) => !told.has(token)) };
      return reply.headers(NOT_KEPT).send(answer);
    },
  );
}

/** Noted before it is told, and only how many: which ones would join the log to dossiers. */
async function read(
  { store, audit, policy, clock }: IntegrationParts,
  reader: Reader,
  tokens: readonly string[],
): Promise<TransactionReply[]> {
  const at = { now: clock.now(), delayDays: policy().backOfficeDelayDays };
  const facts = await store.transactions(tokens);
  const told = facts.flatMap((fact) => tellTransaction(fact, at) ?? []);
  audit.note({
    person: nameOfProgram(reader),
    action: "transactions.read",
    detail: { asked: tokens.length, told: told.length },
  });
  return told;
}
