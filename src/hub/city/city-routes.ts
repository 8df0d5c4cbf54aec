import type { FastifyInstance } from "fastify";
import { cityWardSchema, type WardsView } from "#contract/city.js";
import type { SpanQuery } from "#contract/ward-views.js";
import { spanQuerySchema } from "#contract/ward-views.js";
import type { WardViews } from "#hub/api/read-ward-views.js";
import { addCityPage, type CityPageParts } from "#hub/city/city-page-routes.js";
import { addFigureRoutes, type FigureViews } from "#hub/integration/figure-routes.js";
import type { createScopeGuard } from "#hub/integration/scope-guard.js";
import type { Guard } from "#hub/people/guard.js";
import { AppError } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";

type CityParts = {
  /** For programs, by their tokens; for people, by their sessions. */
  readonly guards: { readonly programs: ReturnType<typeof createScopeGuard>; readonly people: Guard };
  readonly views: (ward?: string) => WardViews;
  /** Whether it is one of the city's, with figures or not yet. */
  readonly isWard: (ward: string) => boolean;
  readonly wards: (span: SpanQuery) => WardsView;
} & Pick<CityPageParts, "sideBySide" | "news">;

/** The figures of all wards together, of each, and side by side. */
export function addCityRoutes(app: FastifyInstance, { guards, views, isWard, wards, ...page }: CityParts): void {
  const viewsOf = (params: unknown): FigureViews => {
    const { ward } = parseRequest(cityWardSchema, params);
    // Zeros for a name that was mistyped would be read as a ward where nobody came.
    if (ward !== undefined && !isWard(ward))
      throw new AppError("request.invalid", "ward: expected one of the city's wardsFile, as GET /v1/health lists them");
    return views(ward);
  };
  const onRequest = guards.programs("figures");
  addFigureRoutes(app, { onRequest, viewsOf });
  addFigureRoutes(app, { onRequest, viewsOf, under: "/v1/wards/:ward/figures" });
  app.get("/v1/figures/wards", { onRequest }, async ({ query }) => wards(parseRequest(spanQuerySchema, query)));
  addCityPage(app, { guard: guards.people, views, viewsOf, ...page });
}
