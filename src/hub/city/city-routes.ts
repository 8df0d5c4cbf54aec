import type { FastifyInstance } from "fastify";
import { cityWardSchema, type WardsView } from "#contract/city.js";
import type { SpanQuery } from "#contract/ward-views.js";
import { spanQuerySchema } from "#contract/ward-views.js";
import { addFigureRoutes, type FigureViews } from "#hub/integration/figure-routes.js";
import type { createScopeGuard } from "#hub/integration/scope-guard.js";
import { parseRequest } from "#platform/http/parse-request.js";

type CityParts = {
  readonly guard: ReturnType<typeof createScopeGuard>;
  readonly views: (ward?: string) => FigureViews;
  readonly wards: (span: SpanQuery) => WardsView;
};

/** The figures of all wards together, of each, and side by side. */
export function addCityRoutes(app: FastifyInstance, { guard, views, wards }: CityParts): void {
  addFigureRoutes(app, { guard, viewsOf: (params) => views(parseRequest(cityWardSchema, params).ward) });
  addFigureRoutes(app, {
    guard,
    viewsOf: (params) => views(parseRequest(cityWardSchema, params).ward),
    under: "/v1/wards/:ward/figures",
  });
  app.get("/v1/figures/wards", { onRequest: guard("figures") }, async ({ query }) =>
    wards(parseRequest(spanQuerySchema, query)),
  );
}
