import type { FastifyInstance, FastifyRequest } from "fastify";
import { type FeedbackItem, type FeedbackList, feedbackAnswerSchema, feedbackQuerySchema } from "#contract/feedback.js";
import { shownFigures } from "#hub/feedback/feedback-figures.js";
import type { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { localDay } from "#hub/feedback/local-day.js";
import type { Audit } from "#hub/people/audit.js";
import type { Guard } from "#hub/people/guard.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";
import type { Sqlite } from "#platform/sqlite.js";

export type FeedbackOfficeParts = {
  readonly db: Sqlite;
  readonly shelf: FeedbackShelf;
  readonly k: () => number;
  readonly guard: Guard;
  readonly audit: Audit;
  readonly clock: Clock;
};

const BODY_LIMIT = 16_384;

/** The office reads, answers and closes. Every deed is noted; what was written is not. */
export function addFeedbackOfficeRoutes(app: FastifyInstance, parts: FeedbackOfficeParts): void {
  const { db, shelf, k, guard, audit, clock } = parts;
  const today = (): string => localDay(clock.now());
  app.get("/v1/feedback", { onRequest: guard("viewer") }, async ({ query, person }): Promise<FeedbackList> => {
    const asked = parseRequest(feedbackQuerySchema, query);
    audit.note({
      person: person.name,
      action: "feedback.read",
      detail: { state: asked.state ?? "all", page: asked.page },
    });
    const [months, untied] = [shownFigures(db, k(), "coded"), shownFigures(db, k(), "static")];
    return { items: shelf.list(asked), states: shelf.states(), k: k(), months, untied };
  });
  const onRequest = guard("operator");
  app.post("/v1/feedback/:id/answer", { onRequest, bodyLimit: BODY_LIMIT }, async (request): Promise<FeedbackItem> => {
    const { name } = request.person;
    const answer = parseRequest(feedbackAnswerSchema, request.body);
    const item = shelf.answer(idOf(request), answer, name, today());
    audit.note({ person: name, action: "feedback.answered", detail: { id: item.id } });
    return item;
  });
  app.post("/v1/feedback/:id/close", { onRequest }, async (request): Promise<FeedbackItem> => {
    const item = shelf.close(idOf(request), today());
    audit.note({ person: request.person.name, action: "feedback.closed", detail: { id: item.id } });
    return item;
  });
}

function idOf({ params }: FastifyRequest): number {
  const id = Number((params as { id: string }).id);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new AppError("feedback.unknown", "not a number of a feedback");
}
