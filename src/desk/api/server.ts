import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import type { ApiConfig } from "#desk/api/api-config.js";
import { addRoutes, type RouteParts } from "#desk/api/routes.js";
import type { HealthDesk } from "#desk/health/health-desk.js";
import { addKiosk, type KioskRouteParts } from "#desk/kiosk/kiosk-routes.js";
import { serveApiDocs } from "#platform/api-docs.js";
import { bearerMatches } from "#platform/bearer-token.js";
import { AppError, isAppError, messageOf, systemCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { HTTP_REFUSALS, type Refusal, refusalOf } from "#words/desk-refusals.js";

export type ApiOptions = RouteParts & {
  readonly health: Pick<HealthDesk, "now">;
  readonly token: string;
  /** The OpenAPI 3.1 document, shown at /docs. */
  readonly document: object;
  /** The rating page, where it is served. */
  readonly kiosk?: KioskRouteParts | undefined;
  readonly log: Logger;
};
export type Api = AsyncDisposable & { readonly url: string };

const BODY_LIMIT = 16_384;
/** A request that takes longer to arrive than this is not the one-stop software's. */
const REQUEST_TIMEOUT_MS = 15_000;

/** Builds the server without listening: what tests inject into. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    // Fastify's own words repeat the path, and with it whatever stood in the place of an id.
    frameworkErrors: (error, _request, reply) => void refuse(error, reply, options.log),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, parseBody);
  app.setErrorHandler((error: FastifyError, _request, reply) => refuse(error, reply, options.log));
  app.setNotFoundHandler((_request, reply) => send(reply, { ...httpRefusal(404), code: "request.invalid" }));
  await serveApiDocs(app, options.document);
  app.get("/v1/health", async () => options.health.now());
  const { kiosk } = options;
  if (kiosk) await app.register(async (page) => addKiosk(page, kiosk));
  // By scope and not by path: a path can be spelled in many ways.
  await app.register(async (guarded) => {
    guarded.addHook("onRequest", async ({ headers }) => {
      if (!bearerMatches(headers.authorization, options.token)) throw new AppError("request.unauthorized", "");
    });
    addRoutes(guarded, options);
  });
  return app;
}

export async function startApi(config: ApiConfig, options: ApiOptions): Promise<Api> {
  const app = await createApi(options);
  try {
    const url = await app.listen({ host: config.host, port: config.port });
    return { url, [Symbol.asyncDispose]: () => app.close() };
  } catch (cause) {
    await app.close();
    if (systemCode(cause) === "EADDRINUSE") {
      throw new AppError("http.port_in_use", `api.port: ${config.host}:${config.port} is taken by another program`, {
        cause,
        remedy: "Stop that program, or set another port",
      });
    }
    throw new AppError("config.invalid", `api.host, api.port: cannot listen there (${systemCode(cause)})`, {
      cause,
      remedy: "Set an address of this machine and a port that this user may use",
    });
  }
}

/** An empty body is an empty object: many clients announce JSON and send none. */
function parseBody(
  _request: unknown,
  text: string | Buffer,
  done: (error: Error | null, body?: unknown) => void,
): void {
  try {
    done(null, text.length === 0 ? {} : JSON.parse(String(text)));
  } catch {
    done(Object.assign(new Error("not JSON"), { statusCode: 400 }));
  }
}

function refuse(error: FastifyError, reply: FastifyReply, log: Logger): FastifyReply {
  if (isAppError(error)) {
    const refusal = refusalOf(error.code);
    if (refusal.status >= 500) log.error({ event: "request.failed", code: error.code, error: messageOf(error) });
    const detail = error.code === "request.invalid" ? `${error.message}. ${refusal.detail}` : refusal.detail;
    return send(reply, { ...refusal, detail, code: error.code });
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return send(reply, { ...httpRefusal(status), code: "request.invalid" });
  log.error({ event: "request.failed", code: "internal", error: messageOf(error) });
  return send(reply, { ...refusalOf("internal"), code: "internal" });
}

const httpRefusal = (status: number): Refusal => ({
  status,
  ...(HTTP_REFUSALS[status] ?? { title: "Yêu cầu không hợp lệ", detail: "The request is not valid. See /docs" }),
});

/** RFC 9457. */
function send(reply: FastifyReply, { status, title, detail, code }: Refusal & { code: string }): FastifyReply {
  return reply
    .code(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", title, status, code, detail }));
}
