import { cityNewsSchema, sideBySideSchema } from "#contract/city.js";
import { figurePaths } from "#contract/figures-api.js";
import { slugSchema } from "#contract/identifiers.js";
import { type ApiPart, type Json, type Operation, operation } from "#contract/openapi-parts.js";
import { notesExample } from "#contract/ward-view-examples.js";
import { notesViewSchema, spanQuerySchema } from "#contract/ward-views.js";

const BAD_QUERY = "A parameter is missing, unknown or not valid; `detail` names it";
const STORE_AWAY = "The hub's database cannot be used now";

type View = Pick<Operation, "id" | "summary" | "description" | "query"> & { readonly schema: string };

const view = ({ schema, ...given }: View): Json => ({
  get: operation({
    ...given,
    tag: "city",
    reply: { status: 200, name: schema, description: "As of now" },
    problems: { ...(given.query ? { 400: BAD_QUERY } : {}), 503: STORE_AWAY },
    session: true,
  }),
});

/** What the city's page asks besides the figures that programs read. */
export const cityPageApi: ApiPart = {
  paths: {
    ...figurePaths({ under: "/v1/city", id: "City", people: true }),
    ...figurePaths({ under: "/v1/city/wards/{ward}", id: "CityWard", path: { ward: slugSchema }, people: true }),
    "/v1/city/notes": view({
      id: "getCityNotes",
      summary: "What changed against the period before, over all wards",
      schema: "CityNotes",
      query: spanQuerySchema.shape,
    }),
    "/v1/city/wards": view({
      id: "getSideBySide",
      summary: "Each ward beside all others together, by name and in no order of merit",
      description:
        "Taps by Fisher's exact test (mid-p), all wards corrected together after Holm. A difference is `noise` at p ≥ 0.1. The camera's estimate is not compared.",
      schema: "SideBySide",
      query: spanQuerySchema.shape,
    }),
    "/v1/city/news": view({
      id: "getCityNews",
      summary: "When each ward was heard last, and what of it is refused; nothing about satisfaction",
      schema: "CityNews",
    }),
  },
  schemas: {
    CityNotes: { schema: notesViewSchema, io: "output", examples: [notesExample] },
    SideBySide: {
      schema: sideBySideSchema,
      io: "output",
      examples: [
        {
          ...{ from: "2026-10", to: "2026-10", k: 10 },
          wards: [
            {
              ...{ ward: "phuong-mau", name: { vi: "Phường Mẫu", en: "Mau ward" } },
              figures: {
                transactions: 14_310,
                satisfaction: { state: "shown", hits: 8_214, n: 8_402, value: 0.9776, low: 0.9748, high: 0.9801 },
                camera: { state: "few" },
                cameraCoverage: { state: "none" },
                ratingCoverage: { state: "shown", hits: 8_342, n: 14_310, value: 0.5829, low: 0.5762, high: 0.5897 },
              },
              others: { state: "shown", hits: 15_402, n: 15_760, value: 0.9773, low: 0.9753, high: 0.9791 },
              difference: { verdict: "noise", by: 0.0003, low: -0.003, high: 0.0036, p: 0.9 },
            },
          ],
        },
      ],
    },
    CityNews: {
      schema: cityNewsSchema,
      io: "output",
      examples: [
        {
          ...{ connected: true, wardsFileBroken: false, silentDays: 14 },
          wards: [
            {
              ...{ ward: "phuong-mau", name: { vi: "Phường Mẫu", en: "Mau ward" }, standing: "heard" },
              ...{ newest: "2026-11-02T01:00:00Z", lastMonth: "2026-10", refused: ["bad_signature"] },
            },
          ],
        },
      ],
    },
  },
};
