import type { FastifyInstance, onRequestAsyncHookHandler } from "fastify";
import { breakdownQuerySchema, spanQuerySchema, trendsQuerySchema } from "#contract/ward-views.js";
import type { WardViews } from "#hub/api/read-ward-views.js";
import { parseRequest } from "#platform/http/parse-request.js";

export type FigureViews = Pick<WardViews, "periods" | "overview" | "trends" | "breakdown" | "agreement">;
type FigureParts = {
  /** Who may ask. */
  readonly onRequest: onRequestAsyncHookHandler;
  /** By what stands in the path. */
  readonly viewsOf: (params: unknown) => FigureViews;
  readonly under?: string;
};

/** The figures of the ward page, for programs and for the city's page: released cells added up, and nothing else. */
export function addFigureRoutes(
  app: FastifyInstance,
  { onRequest, viewsOf, under = "/v1/figures" }: FigureParts,
): void {
  app.get(`${under}/periods`, { onRequest }, async ({ params }) => viewsOf(params).periods());
  app.get(`${under}/overview`, { onRequest }, async ({ params, query }) =>
    viewsOf(params).overview(parseRequest(spanQuerySchema, query)),
  );
  app.get(`${under}/trends`, { onRequest }, async ({ params, query }) =>
    viewsOf(params).trends(parseRequest(trendsQuerySchema, query)),
  );
  app.get(`${under}/breakdown`, { onRequest }, async ({ params, query }) => {
    const { by, ...span } = parseRequest(breakdownQuerySchema, query);
    return viewsOf(params).breakdown(span, by);
  });
  app.get(`${under}/agreement`, { onRequest }, async ({ params, query }) =>
    viewsOf(params).agreement(parseRequest(spanQuerySchema, query)),
  );
}
