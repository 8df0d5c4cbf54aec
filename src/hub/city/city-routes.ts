import type { FastifyInstance } from "fastify";
import { cityWardSchema, type WardsView } from "#contract/city.js";
import type { SpanQuery } from "#contract/ward-views.js";
import { spanQuerySchema } from "#contract/ward-views.js";
import { addFigureRoutes, type FigureViews } from "#hub/integration/figure-routes.js";
import type { createScopeGuard } from "#hub/integration/scope-guard.js";
import { AppError } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";

type CityParts = {
  readonly guard: ReturnType<typeof createScopeGuard>;
  readonly views: (ward?: string) => FigureViews;
  /** Whether it is one of the city's, with figures or not yet. */
  readonly isWard: (ward: string) => boolean;
  readonly wards: (span: SpanQuery) => WardsView;
};

/** The figures of all wards together, of each, and side by side. */
export function addCityRoutes(app: FastifyInstance, { guard, views, isWard, wards }: CityParts): void {
  const viewsOf = (params: unknown): FigureViews => {
    const { ward } = parseRequest(cityWardSchema, params);
    // Zeros for a name that was mistyped would be read as a ward where nobody came.
    if (ward !== undefined && !isWard(ward))
      throw new AppError("request.invalid", "ward: expected one of the city's wardsFile, as GET /v1/health lists them");
    return views(ward);
  };
  addFigureRoutes(app, { guard, viewsOf });
  addFigureRoutes(app, { guard, viewsOf, under: "/v1/wards/:ward/figures" });
  app.get("/v1/figures/wards", { onRequest: guard("figures") }, async ({ query }) =>
    wards(parseRequest(spanQuerySchema, query)),
  );
}
