import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import { AppError, isAppError, messageOf, systemCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { HTTP_REFUSALS, type Refusal, refusalOf } from "#words/desk-refusals.js";

const BODY_LIMIT = 16_384;
/** A request that takes longer to arrive than this is nobody's. */
const REQUEST_TIMEOUT_MS = 15_000;
/** PEM texts. */
export type Tls = { readonly cert: string; readonly key: string };

/** A server that takes JSON, and refuses in problem details (RFC 9457) and in our own words. */
export function bareServer(log: Logger, tls?: Tls): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    // Fastify's own words repeat the path, and with it whatever stood in the place of an id.
    frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) => void refuse(error, reply, log),
    https: tls ?? null,
  }) as unknown as FastifyInstance;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, parseBody);
  app.setErrorHandler((error: FastifyError, _request, reply) => refuse(error, reply, log));
  app.setNotFoundHandler((_request, reply) => send(reply, { ...httpRefusal(404), code: "request.invalid" }));
  return app;
}

type Address = { readonly host: string; readonly port: number };
export type Listening = AsyncDisposable & { readonly url: string };

/** `section`: whose host and port are to be mended, should it not go. */
export async function listen(app: FastifyInstance, { host, port }: Address, section: string): Promise<Listening> {
  try {
    const url = await app.listen({ host, port });
    return { url, [Symbol.asyncDispose]: () => app.close() };
  } catch (cause) {
    await app.close();
    if (systemCode(cause) === "EADDRINUSE") {
      throw new AppError("http.port_in_use", `${section}.port: ${host}:${port} is taken by another program`, {
        cause,
        remedy: "Stop that program, or set another port",
      });
    }
    throw new AppError(
      "config.invalid",
      `${section}.host, ${section}.port: cannot listen there (${systemCode(cause)})`,
      {
        cause,
        remedy: "Set an address of this machine and a port that this user may use",
      },
    );
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
