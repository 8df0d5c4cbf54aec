import { fleetViewSchema } from "#contract/fleet.js";
import { type ApiPart, type Json, type Operation, operation } from "#contract/openapi-parts.js";
import * as examples from "#contract/ward-view-examples.js";
import * as views from "#contract/ward-views.js";

const BAD_QUERY = "A parameter is missing, unknown or not valid; `detail` names it";
const STORE_AWAY = "The hub's database cannot be used now";
const span = { from: views.monthSchema, to: views.monthSchema };

type View = Pick<Operation, "id" | "summary" | "description" | "query"> & { readonly schema: string };

const view = ({ schema, ...given }: View): Json => ({
  get: operation({
    ...given,
    tag: "ward",
    reply: { status: 200, name: schema, description: "As of now" },
    problems: { ...(given.query ? { 400: BAD_QUERY } : {}), 503: STORE_AWAY },
    session: true,
  }),
});

/** What the ward page reads. Satisfaction is made of released cells only; only the fleet is live, and it is health. */
export const wardViewsApi: ApiPart = {
  paths: {
    "/v1/ward/periods": view({
      id: "getWardPeriods",
      summary: "Which months have released figures",
      schema: "WardPeriods",
    }),
    "/v1/ward/overview": view({
      id: "getWardOverview",
      summary: "A period in figures, with their numerators and intervals",
      schema: "WardOverview",
      query: span,
    }),
    "/v1/ward/trends": view({
      id: "getWardTrends",
      summary:
        "A period by week, month or quarter, of the ward or of what is released of one field, procedure or part of the day alone",
      schema: "WardTrends",
      query: views.trendsQuerySchema.shape,
    }),
    "/v1/ward/breakdown": view({
      id: "getWardBreakdown",
      summary: "A period by field, procedure or part of the day; never by counter",
      schema: "WardBreakdown",
      query: { ...span, by: views.breakdownQuerySchema.shape.by },
    }),
    "/v1/ward/agreement": view({
      id: "getWardAgreement",
      summary: "How far taps and the camera's scores agree",
      schema: "WardAgreement",
      query: span,
    }),
    "/v1/ward/notes": view({
      id: "getWardNotes",
      summary: "What changed against the period before, and what to look at, with its evidence",
      description:
        "Shares by Fisher's exact test (mid-p), means by Welch's; all fields together corrected after Holm. A difference is `noise` at p ≥ 0.1.",
      schema: "WardNotes",
      query: span,
    }),
    "/v1/ward/fleet": view({
      id: "getFleet",
      summary: "Every counter's machine, live; nothing about satisfaction",
      schema: "Fleet",
    }),
    "/v1/ward/integrity": view({
      id: "getWardIntegrity",
      summary: "How a period's ratings came about, what was refused, and what is missing of the desks' chains",
      schema: "WardIntegrity",
      query: span,
    }),
  },
  schemas: {
    WardPeriods: { schema: views.periodsViewSchema, io: "output", examples: [examples.periodsExample] },
    WardOverview: { schema: views.overviewSchema, io: "output", examples: [examples.overviewExample] },
    WardTrends: { schema: views.trendsSchema, io: "output", examples: [examples.trendsExample] },
    WardBreakdown: { schema: views.breakdownSchema, io: "output", examples: [examples.breakdownExample] },
    WardAgreement: { schema: views.agreementViewSchema, io: "output", examples: [examples.agreementViewExample] },
    WardNotes: { schema: views.notesViewSchema, io: "output", examples: [examples.notesExample] },
    Fleet: { schema: fleetViewSchema, io: "output", examples: [examples.fleetExample] },
    WardIntegrity: { schema: views.integrityViewSchema, io: "output", examples: [examples.integrityViewExample] },
  },
};
