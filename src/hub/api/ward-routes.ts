import type { FastifyInstance } from "fastify";
import type { FleetView } from "#contract/fleet.js";
import {
  breakdownQuerySchema,
  type IntegrityView,
  type SpanQuery,
  spanQuerySchema,
  trendsQuerySchema,
} from "#contract/ward-views.js";
import type { WardViews } from "#hub/api/read-ward-views.js";
import type { Guard } from "#hub/people/guard.js";
import { parseRequest } from "#platform/http/parse-request.js";

export type WardRouteParts = {
  readonly guard: Guard;
  readonly views: Pick<WardViews, "periods" | "overview" | "trends" | "breakdown" | "agreement" | "notes">;
  readonly fleet: () => FleetView;
  readonly integrity: (span: SpanQuery) => Promise<IntegrityView>;
};

/** What the ward page reads. Answers are read from released cells alone; the fleet is health, and the integrity signs are counts. */
export function addWardRoutes(app: FastifyInstance, { guard, views, fleet, integrity }: WardRouteParts): void {
  const onRequest = guard("viewer");
  app.get("/v1/ward/periods", { onRequest }, async () => views.periods());
  app.get("/v1/ward/overview", { onRequest }, async ({ query }) =>
    views.overview(parseRequest(spanQuerySchema, query)),
  );
  app.get("/v1/ward/trends", { onRequest }, async ({ query }) => views.trends(parseRequest(trendsQuerySchema, query)));
  app.get("/v1/ward/breakdown", { onRequest }, async ({ query }) => {
    const { by, ...span } = parseRequest(breakdownQuerySchema, query);
    return views.breakdown(span, by);
  });
  app.get("/v1/ward/agreement", { onRequest }, async ({ query }) =>
    views.agreement(parseRequest(spanQuerySchema, query)),
  );
  app.get("/v1/ward/notes", { onRequest }, async ({ query }) => views.notes(parseRequest(spanQuerySchema, query)));
  app.get("/v1/ward/fleet", { onRequest }, async () => fleet());
  app.get("/v1/ward/integrity", { onRequest }, async ({ query }) => integrity(parseRequest(spanQuerySchema, query)));
}
