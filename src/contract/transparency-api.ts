import { type ApiPart, operation } from "#contract/openapi-parts.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { retentionSchema, transparencySchema } from "#contract/transparency.js";

const { consent, mode, k, grainMinutes, excludedProcedures } = DEFAULT_POLICY;

/** What anyone may know, and the proof that what is old is gone. */
export const transparencyApi: ApiPart = {
  paths: {
    "/v1/transparency": {
      get: operation({
        id: "getTransparency",
        tag: "ward",
        summary: "What is measured, how good it is, for how long it is kept, whom to ask",
        reply: { status: 200, name: "Transparency", description: "For everyone" },
        problems: { 429: "Too many from this address", 503: "The hub's database cannot be used now" },
        open: true,
      }),
    },
    "/v1/ward/retention": {
      get: operation({
        id: "getRetention",
        tag: "ward",
        summary: "For how long things are kept, and what was erased when",
        reply: { status: 200, name: "Retention", description: "With what a walk of all chains found afterwards" },
        problems: {},
        session: true,
      }),
    },
  },
  schemas: {
    Transparency: {
      schema: transparencySchema,
      io: "output",
      examples: [
        {
          office: {
            name: { vi: "Bộ phận Một cửa phường Mẫu", en: "One-stop office of Mẫu ward" },
            contact: { vi: "Quầy hướng dẫn, tầng 1", en: "Information desk, ground floor" },
          },
          policy: { consent, mode, k, grainMinutes, excludedProcedures },
          retention: { contentMonths: 24, feedbackMonths: 12 },
          model: null,
          simulatedUntil: null,
          agreement: {
            outcome: "withheld",
            mode: "advisory",
            why: { code: "too_few_pairs", vi: "Chưa đủ số lượng để công bố", en: "Too few to be shown" },
          },
        },
      ],
    },
    Retention: {
      schema: retentionSchema,
      io: "output",
      examples: [
        {
          contentMonths: 24,
          feedbackMonths: 12,
          auditMonths: 24,
          erasures: [
            {
              at: "2026-10-01T00:00:04.000Z",
              what: "events",
              before: "2024-10",
              count: 812,
              chains: 4,
              links: 20_412,
              faults: 0,
            },
          ],
          auditWhole: true,
        },
      ],
    },
  },
};
