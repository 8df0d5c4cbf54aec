import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import {
  cameraChoiceSchema,
  drillChoiceSchema,
  luxSchema,
  signInSchema,
  soakChoiceSchema,
  zoneChoiceSchema,
} from "#contract/wizard.js";
import type { CameraFinder } from "#desk/wizard/camera-control.js";
import { certificatePage } from "#desk/wizard/certificate-page.js";
import type { Session } from "#desk/wizard/technician-door.js";
import type { Visit } from "#desk/wizard/visit.js";
import type { WizardDesk } from "#desk/wizard/wizard-desk.js";
import { cookieOf, refuseWithoutToken, setCookie } from "#desk/wizard/wizard-guard.js";
import { PREVIEW_TYPE, streamPictures, streamVisit } from "#desk/wizard/wizard-streams.js";
import { AppError } from "#platform/errors.js";
import { refuseOtherSites } from "#platform/http/other-sites.js";
import { type PageFiles, sendPageFile } from "#platform/http/page-files.js";
import { pageHeaders } from "#platform/http/page-headers.js";
import { parseRequest } from "#platform/http/parse-request.js";

export type WizardRouteParts = {
  readonly desk: WizardDesk;
  readonly files: PageFiles;
  readonly finder: CameraFinder;
  readonly secure: boolean;
};

/** Of one technician: a laptop and a phone, and what a browser opens anew before it has closed the old. */
const MAX_STREAMS = 4;
const COOKIE_SECONDS = 24 * 3_600;
const OK = { ok: true } as const;
const HTML = "text/html; charset=utf-8";
const adviceRequestSchema = cameraChoiceSchema.pick({ source: true, still: true, login: true });

/** What the calibration page may ask. Everything but the session itself needs one; nothing of a picture leaves without. */
export function addWizardRoutes(app: FastifyInstance, { desk, files, finder, secure }: WizardRouteParts): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(pageHeaders());
    refuseOtherSites(request);
  });
  app.get("/calibrate", async (_request, reply) => sendPageFile(reply, files, "index.html"));
  app.get("/calibrate/:file", async ({ params }, reply) =>
    sendPageFile(reply, files, (params as { file: string }).file),
  );
  app.get("/v1/calibrate/session", async ({ headers }) => desk.sessionView(cookieOf(headers)));
  app.post("/v1/calibrate/session", async (request, reply) => {
    const session = await desk.signIn(parseRequest(signInSchema, request.body));
    reply.header("set-cookie", setCookie(session.cookie, { secure, seconds: COOKIE_SECONDS }));
    return desk.sessionView(session.cookie);
  });
  app.register(async (guarded) => {
    guarded.addHook("onRequest", async (request) => {
      refuseWithoutToken(request, visitOf(desk, request).session);
      if (request.method !== "GET") desk.touch();
    });
    addVisitRoutes(guarded, desk);
    guarded.get("/calibrate/certificate/:id", async ({ params, query }, reply) => {
      const certificate = desk.certificates().certificates.find(({ id }) => id === (params as { id: string }).id);
      const language = (query as { language?: unknown }).language === "en" ? "en" : "vi";
      return certificate ? reply.type(HTML).send(certificatePage(certificate, language)) : reply.callNotFound();
    });
    guarded.get("/v1/calibrate/cameras", async (_request, reply) => finder.find(goneWith(reply)));
    guarded.post("/v1/calibrate/advice", async (request, reply) => {
      const { visit } = visitOf(desk, request);
      const camera = parseRequest(adviceRequestSchema, request.body);
      const until = AbortSignal.any([goneWith(reply), visit.ending]);
      return visit.whileAsking(camera.source, () => finder.advise(camera, until));
    });
  });
}

function addVisitRoutes(app: FastifyInstance, desk: WizardDesk): void {
  const deed =
    <T extends z.ZodType>(schema: T, act: (visit: Visit, given: z.output<T>) => void) =>
    async (request: FastifyRequest): Promise<typeof OK> => {
      act(visitOf(desk, request).visit, parseRequest(schema, request.body));
      return OK;
    };
  app.delete("/v1/calibrate/session", async (request, reply) => {
    // Its body may have come late: somebody else may be at work by now.
    visitOf(desk, request);
    desk.signOut();
    reply.header("set-cookie", setCookie("", { secure: false, seconds: 0 }));
    return OK;
  });
  app.post("/v1/calibrate/session/touch", async () => OK);
  app.post(
    "/v1/calibrate/camera",
    deed(cameraChoiceSchema, (visit, given) => visit.choose(given)),
  );
  app.post(
    "/v1/calibrate/zone",
    deed(zoneChoiceSchema, (visit, given) => visit.draw(given)),
  );
  app.post(
    "/v1/calibrate/lux",
    deed(luxSchema, (visit, { lux }) => visit.setLux(lux)),
  );
  app.post(
    "/v1/calibrate/drill",
    deed(drillChoiceSchema, (visit, { drill }) => visit.drill(drill)),
  );
  app.post(
    "/v1/calibrate/soak",
    deed(soakChoiceSchema, (visit, { seconds }) => visit.soak(seconds)),
  );
  app.get("/v1/calibrate/certificates", async () => desk.certificates());
  app.post("/v1/calibrate/certificate", async (request, reply) => {
    const { visit, session } = visitOf(desk, request);
    reply.code(201);
    return desk.issue(visit, session);
  });
  app.get("/v1/calibrate/events", (request, reply) => {
    const { visit } = visitOf(desk, request);
    refuseCrowd(visit.watchers);
    streamVisit(visit, () => desk.view(visit), begin(reply, "text/event-stream; charset=utf-8"));
  });
  app.get("/v1/calibrate/preview", (request, reply) => {
    const { visit } = visitOf(desk, request);
    refuseCrowd(visit.lookers);
    streamPictures(visit, begin(reply, PREVIEW_TYPE));
  });
}

function visitOf(desk: WizardDesk, { headers }: FastifyRequest): { session: Session; visit: Visit } {
  const found = desk.visitOf(cookieOf(headers));
  if (!found) throw new AppError("session.none", "nobody is signed in with this browser");
  return found;
}

function refuseCrowd(open: number): void {
  if (open >= MAX_STREAMS) throw new AppError("session.forbidden", "too many pages are open");
}

function begin(reply: FastifyReply, type: string): FastifyReply["raw"] {
  reply.hijack();
  reply.raw.writeHead(200, { ...pageHeaders(), "content-type": type });
  return reply.raw;
}

/** Aborts when the browser no longer waits. */
function goneWith({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => gone.abort());
  return gone.signal;
}
