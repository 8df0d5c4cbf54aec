import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import type { Registry } from "prom-client";
import type { HubHealth, Summary } from "#contract/http.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import { serveApiDocs } from "#platform/api-docs.js";
import { bearerMatches } from "#platform/bearer-token.js";
import { AppError, isErrorCode, messageOf, systemCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { REFUSALS, type RefusalKey } from "#words/hub-refusals.js";

export type ApiParts = {
  readonly summary: () => Promise<Summary>;
  readonly health: () => HubHealth;
  readonly metrics: Registry;
  readonly token: string;
  /** The OpenAPI 3.1 document, shown at /docs. */
  readonly document: object;
  readonly log: Logger;
};
export type Api = AsyncDisposable & { readonly url: string };

/** Builds the server without listening: what tests inject into. */
export async function createApi(parts: ApiParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 1_024,
    forceCloseConnections: true,
    // Fastify's own words repeat the path.
    frameworkErrors: (error, _request, reply) => void refuse(reply, keyOf(error, parts.log)),
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => refuse(reply, keyOf(error, parts.log)));
  app.setNotFoundHandler((_request, reply) => refuse(reply, "unknownPath"));
  await serveApiDocs(app, parts.document);
  app.get("/v1/health", async () => parts.health());
  app.get("/metrics", async (_request, reply) =>
    reply.type(parts.metrics.contentType).send(await parts.metrics.metrics()),
  );
  // By scope and not by path: a path can be spelled in many ways.
  await app.register(async (guarded) => {
    guarded.addHook("onRequest", async ({ headers }) => {
      if (!bearerMatches(headers.authorization, parts.token)) throw new AppError("request.unauthorized", "no token");
    });
    guarded.get("/v1/summary", async () => parts.summary());
  });
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
  if ((error.statusCode ?? 500) < 500) return "invalid";
  if (isStoreFault(error)) return "storeUnavailable";
  log.error({ event: "request.failed", error: messageOf(error) });
  return "fault";
}

/** RFC 9457. */
function refuse(reply: FastifyReply, key: RefusalKey): FastifyReply {
  return reply
    .code(REFUSALS[key].status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", ...REFUSALS[key] }));
}
