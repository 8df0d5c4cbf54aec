import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import type { Registry } from "prom-client";
import type { CityHealth } from "#contract/city.js";
import type { HubHealth, Summary } from "#contract/http.js";
import { letRequestsCarryPersons } from "#hub/people/guard.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import { serveApiDocs } from "#platform/api-docs.js";
import { bearerMatches } from "#platform/bearer-token.js";
import { AppError, isAppError, isErrorCode, messageOf, systemCode } from "#platform/errors.js";
import { subscriberOf } from "#platform/http/address.js";
import type { Logger } from "#platform/logger.js";
import { REFUSALS, type RefusalKey } from "#words/hub-refusals.js";
import { OFFICE_REFUSALS, SPEAKING_CODES } from "#words/office-refusals.js";

export type ApiParts = {
  /** With the bearer token that opens it. A city has none. */
  readonly summary?: () => Promise<Summary>;
  readonly token?: string;
  readonly health: () => HubHealth | CityHealth;
  readonly metrics: Registry;
  /** The OpenAPI 3.1 document, shown at /docs. */
  readonly document: object;
  /** What each further part of the hub adds. */
  readonly addRoutes?: (app: FastifyInstance) => void;
  readonly tls?: Tls | undefined;
  readonly log: Logger;
};
/** PEM texts. */
export type Tls = { readonly cert: string; readonly key: string };
export type Api = AsyncDisposable & { readonly url: string };

/** Routes that take more say so. */
const BODY_LIMIT = 1_024;
/** A request that takes longer to arrive than this is nobody's. */
const REQUEST_TIMEOUT_MS = 15_000;

/** Builds the server without listening: what tests inject into. */
export async function createApi(parts: ApiParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    https: parts.tls ?? null,
    // Fastify's own words repeat the path.
    frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) =>
      void refuse(reply, error, parts.log),
  }) as unknown as FastifyInstance;
  app.setErrorHandler((error: FastifyError, _request, reply) => refuse(reply, error, parts.log));
  app.setNotFoundHandler((_request, reply) => send(reply, REFUSALS.unknownPath));
  letRequestsCarryPersons(app);
  await serveApiDocs(app, parts.document);
  // Each route says how much is too much; who asks is counted in memory alone.
  await app.register(rateLimit, { global: false, keyGenerator: ({ ip }) => subscriberOf(ip) });
  app.get("/v1/health", async () => parts.health());
  app.get("/metrics", async (_request, reply) =>
    reply.type(parts.metrics.contentType).send(await parts.metrics.metrics()),
  );
  // By scope and not by path: a path can be spelled in many ways.
  const { summary, token, addRoutes } = parts;
  if (summary && token !== undefined) {
    await app.register(async (guarded) => {
      guarded.addHook("onRequest", async ({ headers }) => {
        if (!bearerMatches(headers.authorization, token)) throw new AppError("request.unauthorized", "no token");
      });
      guarded.get("/v1/summary", async () => summary());
    });
  }
  if (addRoutes) await app.register(async (scope) => addRoutes(scope));
  return app;
}

export async function startApi(at: { host: string; port: number }, parts: ApiParts): Promise<Api> {
  const app = await createApi(parts);
  try {
    const url = await app.listen(at);
    return { url, [Symbol.asyncDispose]: () => app.close() };
  } catch (cause) {
    await app.close();
    if (systemCode(cause) !== "EADDRINUSE") throw cause;
    throw new AppError("http.port_in_use", `api.port: ${at.host}:${at.port} is taken by another program`, {
      cause,
      remedy: "Stop that program, or set another port",
    });
  }
}

function keyOf(error: FastifyError, log: Logger): RefusalKey {
  if (isErrorCode(error, "request.unauthorized")) return "unauthorized";
  if (error.statusCode === 413) return "tooLarge";
  if (error.statusCode === 429) return "tooMany";
  if ((error.statusCode ?? 500) < 500) return "invalid";
  if (isStoreFault(error)) return "storeUnavailable";
  log.error({ event: "request.failed", error: messageOf(error) });
  if (systemCode(error)?.startsWith("SQLITE_")) return "storeUnavailable";
  return "fault";
}

function refuse(reply: FastifyReply, error: FastifyError, log: Logger): FastifyReply {
  const refusal = isAppError(error) ? OFFICE_REFUSALS[error.code] : undefined;
  if (!isAppError(error) || !refusal) return send(reply, REFUSALS[keyOf(error, log)]);
  const detail = SPEAKING_CODES.includes(error.code) ? `${error.message}. ${refusal.detail}` : refusal.detail;
  return send(reply, { ...refusal, code: error.code, detail });
}

type Refusal = { readonly status: number; readonly code: string; readonly title: string; readonly detail: string };

/** RFC 9457. */
const send = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
  reply
    .code(refusal.status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", ...refusal }));
