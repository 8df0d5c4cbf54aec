import type { FastifyInstance, FastifyReply } from "fastify";
import type { z } from "zod";
import {
  type FeedbackReceipt,
  feedbackStandingRequestSchema,
  feedbackSubmissionSchema,
  type feedbackTicketSchema,
} from "#contract/feedback.js";
import type { FeedbackBox } from "#hub/feedback/feedback-box.js";
import type { FeedbackPage } from "#hub/feedback/feedback-page.js";
import type { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { hashOfReceipt } from "#hub/feedback/receipt-code.js";
import { LEAST_MS, type Tickets } from "#hub/feedback/tickets.js";
import { AppError, isAppError } from "#platform/errors.js";
import { sendPageFile } from "#platform/http/page-files.js";
import { pageHeaders } from "#platform/http/page-headers.js";
import { parseRequest } from "#platform/http/parse-request.js";

export type FeedbackParts = {
  readonly box: FeedbackBox;
  readonly shelf: FeedbackShelf;
  readonly tickets: Tickets;
  readonly page: FeedbackPage;
};

const BODY_LIMIT = 16_384;
/** By address: an office's wireless network is one for all its guests. */
const PAGES = { max: 240, timeWindow: 60_000 };
const SENDINGS = { max: 30, timeWindow: 60_000 };
const LOOKS = { max: 30, timeWindow: 60_000 };
const HEADERS = pageHeaders({ forms: true });
const HTML = "text/html; charset=utf-8";

/** What a citizen's phone asks, without any account. */
export function addFeedbackRoutes(app: FastifyInstance, { box, tickets, page }: FeedbackParts): void {
  const receive = async (body: unknown, address: string): Promise<FeedbackReceipt> => {
    const given = parseRequest(feedbackSubmissionSchema, body);
    if (!tickets.use(given.ticket)) throw new AppError("feedback.hasty", "no ticket, or not now");
    // A machine filled in what no person sees. It is told what a person would be told.
    if (given.website !== "") return { outcome: "received", receipt: null, masked: false };
    return box.submit(given, address);
  };
  app.get(
    "/v1/feedback/ticket",
    { config: { rateLimit: PAGES } },
    async (): Promise<z.infer<typeof feedbackTicketSchema>> => ({
      ticket: tickets.issue(),
      waitMs: LEAST_MS,
    }),
  );
  app.post("/v1/feedback", { bodyLimit: BODY_LIMIT, config: { rateLimit: SENDINGS } }, async (request, reply) =>
    reply.code(201).send(await receive(request.body, request.ip)),
  );
  app.post("/v1/feedback/standing", { config: { rateLimit: LOOKS } }, async ({ body }) =>
    box.standing(hashOfReceipt(parseRequest(feedbackStandingRequestSchema, body).receipt)),
  );

  app.get("/feedback", { config: { rateLimit: PAGES } }, async (_request, reply) =>
    html(reply, page.form(tickets.issue())),
  );
  app.get("/feedback/:file", async ({ params }, reply) =>
    sendPageFile(reply.headers(HEADERS), page.files, (params as { file: string }).file),
  );
  app.register(async (forms) => {
    forms.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, text, done) =>
      done(null, fieldsOf(String(text))),
    );
    // A browser whose scripts do not run sends the form itself, and is answered a page.
    forms.post("/feedback", { bodyLimit: BODY_LIMIT, config: { rateLimit: SENDINGS } }, async ({ body, ip }, reply) => {
      try {
        return html(reply.code(201), page.thanks(await receive(body, ip)));
      } catch (error) {
        if (!isAppError(error)) throw error;
        return html(reply.code(400), page.refusal(error.code));
      }
    });
  });
}

const html = (reply: FastifyReply, text: string): FastifyReply => reply.headers(HEADERS).type(HTML).send(text);

/** A field that was left empty was not filled in. */
const fieldsOf = (text: string): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ""));
