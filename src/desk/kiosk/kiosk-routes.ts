import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import {
  kioskConsentSchema,
  kioskRatingSchema,
  kioskReasonSchema,
  type kioskReplySchema,
  kioskUndoSchema,
} from "#contract/kiosk.js";
import type { KioskDesk } from "#desk/kiosk/kiosk-desk.js";
import type { KioskPage } from "#desk/kiosk/kiosk-page.js";
import { refuseStrangers } from "#desk/kiosk/same-machine.js";
import { streamViews } from "#desk/kiosk/view-stream.js";
import { AppError } from "#platform/errors.js";
import { sendPageFile } from "#platform/http/page-files.js";
import { pageHeaders } from "#platform/http/page-headers.js";
import { parseRequest } from "#platform/http/parse-request.js";
import { qrCode } from "#platform/qr-code.js";

export type KioskRouteParts = { readonly desk: KioskDesk; readonly page: KioskPage };

const MAX_STREAMS = 8;
const OK: z.infer<typeof kioskReplySchema> = { ok: true };

/** The rating page and the few things that it may ask, without the bearer token: see `refuseStrangers`. */
export function addKiosk(app: FastifyInstance, { desk, page }: KioskRouteParts): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(pageHeaders());
    refuseStrangers(request);
  });
  app.get("/kiosk", async (_request, reply) => sendPageFile(reply, page.files, "index.html"));
  app.get("/kiosk/:file", async (request, reply) =>
    sendPageFile(reply, page.files, (request.params as { file: string }).file),
  );
  app.get("/v1/kiosk/events", (_request, reply) => {
    if (desk.watchers >= MAX_STREAMS) throw new AppError("request.forbidden", "too many pages are open");
    reply.hijack();
    reply.raw.writeHead(200, { ...pageHeaders(), "content-type": "text/event-stream; charset=utf-8" });
    streamViews(desk, reply.raw);
  });
  app.get("/v1/kiosk/feedback.svg", async ({ query }, reply) => {
    const url = desk.feedbackUrl(String((query as { visit?: unknown }).visit ?? ""));
    return url ? reply.type("image/svg+xml").send(qrCode(url)) : reply.callNotFound();
  });
  app.post("/v1/kiosk/rating", async ({ body }) => {
    desk.rate(parseRequest(kioskRatingSchema, body));
    return OK;
  });
  app.post("/v1/kiosk/undo", async ({ body }) => {
    desk.undo(parseRequest(kioskUndoSchema, body).tap);
    return OK;
  });
  app.post("/v1/kiosk/reason", async ({ body }) => {
    const { tap, reason } = parseRequest(kioskReasonSchema, body);
    desk.explain(tap, reason);
    return OK;
  });
  app.post("/v1/kiosk/agree", async ({ body }) => {
    desk.agree(parseRequest(kioskConsentSchema, body).visit);
    return OK;
  });
  app.post("/v1/kiosk/opt-out", async ({ body }) => {
    desk.optOut(parseRequest(kioskConsentSchema, body).visit);
    return OK;
  });
}
