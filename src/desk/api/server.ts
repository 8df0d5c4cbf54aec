import type { FastifyInstance } from "fastify";
import type { ApiConfig } from "#desk/api/api-config.js";
import { bareServer, type Listening, listen } from "#desk/api/bare-server.js";
import { addRoutes, type RouteParts } from "#desk/api/routes.js";
import type { HealthDesk } from "#desk/health/health-desk.js";
import { addKiosk, type KioskRouteParts } from "#desk/kiosk/kiosk-routes.js";
import { serveApiDocs } from "#platform/api-docs.js";
import { bearerMatches } from "#platform/bearer-token.js";
import { AppError } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

export type ApiOptions = RouteParts & {
  readonly health: Pick<HealthDesk, "now">;
  readonly token: string;
  /** The OpenAPI 3.1 document, shown at /docs. */
  readonly document: object;
  /** The rating page, where it is served. */
  readonly kiosk?: KioskRouteParts | undefined;
  readonly log: Logger;
};

/** Builds the server without listening: what tests inject into. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const app = bareServer(options.log);
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

export const startApi = async (config: ApiConfig, options: ApiOptions): Promise<Listening> =>
  listen(await createApi(options), config, "api");
