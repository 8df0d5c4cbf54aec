import type { FastifyInstance } from "fastify";
import { breakdownQuerySchema, spanQuerySchema, trendsQuerySchema } from "#contract/ward-views.js";
import type { WardViews } from "#hub/api/read-ward-views.js";
import type { createScopeGuard } from "#hub/integration/scope-guard.js";
import { parseRequest } from "#platform/http/parse-request.js";

export type FigureViews = Pick<WardViews, "periods" | "overview" | "trends" | "breakdown" | "agreement">;
type FigureParts = {
  readonly guard: ReturnType<typeof createScopeGuard>;
  /** By what stands in the path. */
  readonly viewsOf: (params: unknown) => FigureViews;
  readonly under?: string;
};

/** The figures of the ward page for programs: released cells added up, and nothing else. */
export function addFigureRoutes(app: FastifyInstance, { guard, viewsOf, under = "/v1/figures" }: FigureParts): void {
  const onRequest = guard("figures");
  app.get(`${under}/periods`, { onRequest }, async ({ params }) => viewsOf(params).periods());
  app.get(`${under}/overview`, { onRequest }, async ({ params, query }) =>
    viewsOf(params).overview(parseRequest(spanQuerySchema, query)),
  );
  app.get(`${under}/trends`, { onRequest }, async ({ params, query }) => {
    const { by, ...span } = parseRequest(trendsQuerySchema, query);
    return viewsOf(params).trends(span, by);
  });
  app.get(`${under}/breakdown`, { onRequest }, async ({ params, query }) => {
    const { by, ...span } = parseRequest(breakdownQuerySchema, query);
    return viewsOf(params).breakdown(span, by);
  });
  app.get(`${under}/agreement`, { onRequest }, async ({ params, query }) =>
    viewsOf(params).agreement(parseRequest(spanQuerySchema, query)),
  );
}
