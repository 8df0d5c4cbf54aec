import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import {
  type currentReplySchema,
  type feedbackSlipSchema,
  openRequestSchema,
  ratingRequestSchema,
} from "#contract/http.js";
import { requestIdSchema } from "#contract/identifiers.js";
import { markOf, once } from "#desk/api/once.js";
import type { FeedbackLinks } from "#desk/kiosk/feedback-links.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import type { RequestMark } from "#desk/ledger/request-answers.js";
import type { RatingDesk } from "#desk/transactions/rating-desk.js";
import type { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import { AppError } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";
import { qrCode } from "#platform/qr-code.js";

export type RouteParts = {
  readonly counter: TransactionDesk;
  readonly ratings: RatingDesk;
  readonly ledger: Ledger;
  readonly feedback?: FeedbackLinks | undefined;
};

/** What needs the bearer token. No answer carries a score, a reason or a rating. */
export function addRoutes(app: FastifyInstance, { counter, ratings, ledger, feedback }: RouteParts): void {
  app.get("/v1/transactions/current", async () => current(counter));
  app.post("/v1/transactions", async (request, reply) => {
    const asked = parseRequest(openRequestSchema, request.body);
    reply.code(201);
    return once(ledger, markOfHttp(request, asked), (mark) => counter.open(asked, "request", mark));
  });
  app.post("/v1/transactions/:id/close", async (request) =>
    once(ledger, markOfHttp(request), (mark) => counter.close(idOf(request), mark)),
  );
  app.post("/v1/transactions/:id/cancel", async (request) =>
    once(ledger, markOfHttp(request), (mark) => counter.cancel(idOf(request), mark)),
  );
  // These two do the same however often they come: no key is needed, and one that is sent is not stored.
  app.post("/v1/transactions/:id/opt-out", async (request) => counter.optOut(idOf(request)));
  app.post("/v1/transactions/:id/agree", async (request) => counter.agree(idOf(request)));
  app.get("/v1/feedback/slip", async (): Promise<z.infer<typeof feedbackSlipSchema>> => {
    const last = feedback?.last();
    if (!last) throw new AppError("transaction.unknown", "none has just closed, or feedback is not set");
    return { url: last.url, svg: qrCode(last.url) };
  });
  app.post("/v1/ratings", async (request, reply) => {
    const asked = parseRequest(ratingRequestSchema, request.body);
    reply.code(201);
    return once(ledger, markOfHttp(request, asked), (mark) => ratings.rate(asked, mark));
  });
}

function current(counter: TransactionDesk): z.infer<typeof currentReplySchema> {
  const open = counter.current;
  const scoring = open?.scoring.state === "running" ? "scoring" : "off";
  const lamp = counter.calibrating ? "calibrating" : scoring;
  if (!open) return { transaction: null, lamp };
  const { id, procedure } = open.row;
  return { transaction: { id, ...(procedure ? { procedure } : {}) }, lamp };
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id;

/** `asked`: what the body said, checked; a body that says nothing makes no difference. */
function markOfHttp(request: FastifyRequest, asked: object = {}): RequestMark | undefined {
  const header = request.headers["idempotency-key"];
  if (header === undefined) return undefined;
  const key = requestIdSchema.safeParse(header);
  if (!key.success)
    throw new AppError("request.invalid", `Idempotency-Key: ${key.error.issues[0]?.message ?? "not valid"}`);
  return markOf(`http:${key.data}`, [request.method, request.url, asked]);
}
