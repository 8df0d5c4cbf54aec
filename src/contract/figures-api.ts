import { cityHealthSchema, wardsViewSchema } from "#contract/city.js";
import { slugSchema } from "#contract/identifiers.js";
import { type ApiPart, type Json, type Operation, operation } from "#contract/openapi-parts.js";
import {
  agreementViewSchema,
  breakdownQuerySchema,
  breakdownSchema,
  overviewSchema,
  periodsViewSchema,
  spanQuerySchema,
  trendsQuerySchema,
  trendsSchema,
} from "#contract/ward-views.js";

const span = { from: "2026-10", to: "2026-10" };
const figures = {
  transactions: 14_310,
  satisfaction: { state: "shown", hits: 8_214, n: 8_402, value: 0.9776, low: 0.9748, high: 0.9801 },
  camera: { state: "shown", n: 6_120, value: 55.31, low: 55.04, high: 55.58 },
  cameraCoverage: { state: "shown", hits: 6_120, n: 14_310, value: 0.4277, low: 0.4209, high: 0.4345 },
  ratingCoverage: { state: "shown", hits: 8_342, n: 14_310, value: 0.5829, low: 0.5762, high: 0.5897 },
};
const withheld = { transactions: 31, ratings: 12 };
const few = { state: "few" };

const problems = {
  400: "A parameter is missing or not valid; `detail` names it",
  401: "The token in the header is missing, wrong or revoked",
  403: "The token in the header has another scope",
  429: "More than 120 requests a minute with this token",
  503: "The hub's database cannot be used now",
};

const AS_PROGRAM = { problems, reader: true } as const;
const AS_PERSON = { problems: { 400: problems[400], 503: problems[503] }, session: true } as const;

type Place = {
  readonly under: string;
  readonly id: string;
  readonly path?: NonNullable<Operation["path"]>;
  /** Asked by who is signed in, not by a program. */
  readonly people?: true;
};

/** The same figures of a ward, of a city, and of one of its wards. */
export function figurePaths({ under, id, path, people }: Place): Json {
  const get = (name: string, rest: Pick<Operation, "summary" | "query" | "reply">): Json => ({
    [`${under}/${name.toLowerCase()}`]: {
      get: operation({
        ...rest,
        ...(path ? { path } : {}),
        ...{ id: `get${id}${name}`, tag: "figures", ...(people ? AS_PERSON : AS_PROGRAM) },
        description: "Made of released cells and nothing else: counts of groups of at least k transactions.",
      }),
    },
  });
  const reply = (name: string, description: string) => ({ status: 200 as const, name, description });
  return {
    ...get("Periods", { summary: "Which months have anything", reply: reply("Periods", "First and last month") }),
    ...get("Overview", {
      summary: "Satisfaction by taps, the camera's estimate, both coverages",
      query: spanQuerySchema.shape,
      reply: reply("Overview", "The span as a whole"),
    }),
    ...get("Trends", {
      summary: "The same by week, month or quarter",
      query: trendsQuerySchema.shape,
      reply: reply("Trends", "One point a step"),
    }),
    ...get("Breakdown", {
      summary: "The same by field, procedure or part of the day",
      query: breakdownQuerySchema.shape,
      reply: reply("Breakdown", "One row a group"),
    }),
    ...get("Agreement", {
      summary: "How far taps and camera agree",
      query: spanQuerySchema.shape,
      reply: reply("AgreementView", "Matrix, κ, AC2, recall on dissatisfied taps"),
    }),
  };
}

const schemas = {
  Periods: {
    schema: periodsViewSchema,
    io: "output",
    examples: [{ first: "2025-11", last: "2026-10", today: "2026-11-28" }],
  },
  Overview: {
    schema: overviewSchema,
    io: "output",
    examples: [
      {
        ...{ ...span, ward: "phuong-mau", k: 10, leastK: 10, releasedAt: "2026-11-02T01:00:00Z", figures, withheld },
        ratings: { dissatisfied: 188, satisfied: 5_114, very_satisfied: 3_100 },
        ratedDossiers: null,
        abstentions: [
          {
            reason: "no_consent",
            n: 7_642,
            share: { state: "shown", hits: 7_642, n: 14_310, value: 0.534, low: 0.5272, high: 0.5409 },
          },
        ],
      },
    ],
  },
  Trends: {
    schema: trendsSchema,
    io: "output",
    examples: [
      {
        ...{ ...span, by: "month", k: 10, leastK: 10, weekless: 0, withheld },
        points: [{ start: "2026-10-01", end: "2026-10-31", figures }],
      },
    ],
  },
  Breakdown: {
    schema: breakdownSchema,
    io: "output",
    examples: [
      {
        ...{ ...span, by: "field", k: 10, leastK: 10, withheld },
        rows: [{ key: "dat-dai", field: null, name: { vi: "Đất đai", en: "Land" }, figures }],
      },
    ],
  },
  AgreementView: {
    schema: agreementViewSchema,
    io: "output",
    examples: [
      {
        ...{ ...span, k: 10, leastK: 10, recallFloor: 0.5 },
        agreement: {
          outcome: "withheld",
          mode: "advisory",
          why: {
            code: "too_few_pairs",
            vi: "Chưa đủ phiên vừa có điểm máy chấm vừa có đánh giá chạm",
            en: "Too few transactions have both a score and a tap",
          },
        },
      },
    ],
  },
} as const satisfies ApiPart["schemas"];

export const figuresApi: ApiPart = { paths: figurePaths({ under: "/v1/figures", id: "" }), schemas };

/** A city has its wards' figures too. */
export const cityApi: ApiPart = {
  paths: {
    ...figuresApi.paths,
    "/v1/figures/wards": {
      get: operation({
        id: "getWards",
        tag: "figures",
        summary: "Each ward by month",
        query: spanQuerySchema.shape,
        reply: { status: 200, name: "Wards", description: "By name, as no order of merit" },
        problems,
        reader: true,
      }),
    },
    ...figurePaths({ under: "/v1/wards/{ward}/figures", id: "Ward", path: { ward: slugSchema } }),
    "/v1/health": {
      get: operation({
        id: "getHealth",
        tag: "health",
        summary: "Whether wards are heard",
        reply: { status: 200, name: "Health", description: "The city hub's state; nothing about satisfaction" },
        problems: {},
        open: true,
      }),
    },
  },
  schemas: {
    ...schemas,
    Wards: {
      schema: wardsViewSchema,
      io: "output",
      examples: [
        {
          ...{ ...span, k: 10 },
          wards: [
            {
              ward: "phuong-mau",
              figures,
              months: [{ month: "2026-10", figures: { ...figures, camera: few } }],
            },
          ],
        },
      ],
    },
    Health: {
      schema: cityHealthSchema,
      io: "output",
      examples: [
        {
          status: "ok",
          alarms: [],
          wards: [{ ward: "phuong-mau", newest: "2026-11-02T01:00:00Z" }],
          refused: { bad_signature: 1 },
        },
      ],
    },
  },
};
