import type { FastifyInstance } from "fastify";
import type { CityNews, SideBySide } from "#contract/city.js";
import { type SpanQuery, spanQuerySchema } from "#contract/ward-views.js";
import type { WardViews } from "#hub/api/read-ward-views.js";
import { addFigureRoutes, type FigureViews } from "#hub/integration/figure-routes.js";
import { addFigurePage } from "#hub/pages/figure-page.js";
import type { Guard } from "#hub/people/guard.js";
import { parseRequest } from "#platform/http/parse-request.js";
import { cityPageWords } from "#words/city/city-page-words.js";

export type CityPageParts = {
  readonly guard: Guard;
  readonly views: () => Pick<WardViews, "notes">;
  /** Of the ward that stands in the path, or of all. */
  readonly viewsOf: (params: unknown) => FigureViews;
  readonly sideBySide: (span: SpanQuery) => SideBySide;
  readonly news: () => CityNews;
};

/** The city's page, and what it asks: figures that wards have released, and whether wards are heard. */
export function addCityPage(app: FastifyInstance, { guard, views, viewsOf, sideBySide, news }: CityPageParts): void {
  const onRequest = guard("viewer");
  addFigureRoutes(app, { onRequest, viewsOf, under: "/v1/city" });
  addFigureRoutes(app, { onRequest, viewsOf, under: "/v1/city/wards/:ward" });
  app.get("/v1/city/notes", { onRequest }, async ({ query }) => views().notes(parseRequest(spanQuerySchema, query)));
  app.get("/v1/city/wards", { onRequest }, async ({ query }) => sideBySide(parseRequest(spanQuerySchema, query)));
  app.get("/v1/city/news", { onRequest }, async () => news());
  addFigurePage(app, "city", cityPageWords);
}
