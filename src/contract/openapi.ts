import { z } from "zod";
import { cityPageApi } from "#contract/city-page-api.js";
import { feedbackApi } from "#contract/feedback-api.js";
import { cityApi, figuresApi } from "#contract/figures-api.js";
import { requestIdSchema } from "#contract/identifiers.js";
import { integrationApi } from "#contract/integration-api.js";
import { LOCAL_MESSAGES, type LocalMessage } from "#contract/json-schemas.js";
import {
  type ApiPart,
  bare,
  document,
  type Json,
  type Operation,
  operation,
  schemasOf,
} from "#contract/openapi-parts.js";
import { paperApi } from "#contract/paper-api.js";
import { peopleApi } from "#contract/people-api.js";
import { transparencyApi } from "#contract/transparency-api.js";
import { wardPolicyApi } from "#contract/ward-policy-api.js";
import { wardViewsApi } from "#contract/ward-views-api.js";

const PROBLEMS = {
  400: "A field is missing, unknown or not valid; `detail` names it",
  401: "The bearer token is missing or wrong",
  404: "No transaction of this counter has this id",
  409: "The transaction has ended, or this Idempotency-Key was used for another request",
  503: "The ledger's disk is full; nothing that was recorded is lost",
} as const;
const change = { 400: PROBLEMS[400], 401: PROBLEMS[401], 409: PROBLEMS[409], 503: PROBLEMS[503] };
const changeOne = { ...change, 404: PROBLEMS[404] };

/** The counter's local API. No answer shows a score, a reason or a rating. */
export function deskOpenApi(version: string): Json {
  return document({
    info: {
      title: "Hailong counter API",
      version,
      description:
        "For the one-stop software on the counter's own machine: open a transaction when a citizen is served, close it when done, and keep the token beside the dossier. The dossier code itself is never sent. No answer shows a score, a reason or a rating.",
    },
    server: "http://127.0.0.1:8787",
    paths: { ...transactionPaths(), ...ratingPaths(), ...deskHealthPaths() },
    parameters: {
      IdempotencyKey: {
        name: "Idempotency-Key",
        in: "header",
        required: false,
        description: "the same key and body get the same answer, within a day; another body is refused",
        schema: bare(z.toJSONSchema(requestIdSchema)),
      },
    },
    schemas: {
      OpenRequest: schemaOf("open-request"),
      OpenReply: schemaOf("open-reply"),
      CloseReply: schemaOf("close-reply"),
      CancelReply: schemaOf("cancel-reply"),
      ConsentReply: schemaOf("consent-reply"),
      CurrentReply: schemaOf("current-reply"),
      RatingRequest: schemaOf("rating-request"),
      RatingReply: schemaOf("rating-reply"),
      Health: schemaOf("desk-health"),
      Problem: schemaOf("problem"),
    },
  });
}

const METRICS: Json = {
  operationId: "getMetrics",
  tags: ["health"],
  summary: "Metrics of ingest and fleet, in Prometheus text format",
  security: [],
  responses: {
    200: { description: "Metrics", content: { "text/plain": { schema: { type: "string" } } } },
  },
};

/** Each part of the hub's API describes its own paths, in a file of its own. */
const HUB_PARTS: readonly ApiPart[] = [
  peopleApi,
  wardViewsApi,
  wardPolicyApi,
  paperApi,
  feedbackApi,
  transparencyApi,
  integrationApi,
  figuresApi,
];

/** The ward hub's API. */
export function hubOpenApi(version: string): Json {
  return document({
    info: {
      title: "Hailong hub API",
      version,
      description: "What a ward hub tells: coverage and satisfaction of the ward in cells of at least k transactions.",
    },
    server: "http://127.0.0.1:8788",
    paths: {
      "/v1/summary": {
        get: operation({
          id: "getSummary",
          tag: "ward",
          summary: "Counts, coverage, mean score per field",
          description:
            "A mean is shown once k transactions stand behind it and moves in steps of at least k. `rejected` counts since the hub's start.",
          reply: { status: 200, name: "Summary", description: "The ward at this moment" },
          problems: { 401: PROBLEMS[401], 503: "The hub's database cannot be used now" },
        }),
      },
      "/v1/health": {
        get: operation({
          id: "getHealth",
          tag: "health",
          summary: "Fleet health",
          reply: { status: 200, name: "Health", description: "The hub's state; nothing about satisfaction" },
          problems: {},
          open: true,
        }),
      },
      "/metrics": {
        get: METRICS,
      },
      ...Object.assign({}, ...HUB_PARTS.map(({ paths }) => paths)),
    },
    schemas: {
      Summary: schemaOf("summary"),
      Health: schemaOf("hub-health"),
      Problem: schemaOf("problem"),
      ...Object.assign({}, ...HUB_PARTS.map(({ schemas }) => schemasOf(schemas))),
    },
    session: true,
  });
}

const CITY_PARTS: readonly ApiPart[] = [peopleApi, cityApi, cityPageApi];

/** A city hub's API. */
export function cityOpenApi(version: string): Json {
  return document({
    info: {
      title: "Hailong city API",
      version,
      description: "What the wards of a city have released, added up: nothing that a ward's own hub does not show.",
    },
    server: "http://127.0.0.1:8788",
    paths: { ...Object.assign({}, ...CITY_PARTS.map(({ paths }) => paths)), "/metrics": { get: METRICS } },
    schemas: {
      Problem: schemaOf("problem"),
      ...Object.assign({}, ...CITY_PARTS.map(({ schemas }) => schemasOf(schemas))),
    },
    session: true,
  });
}

function transactionPaths(): Json {
  const one = (action: string, operationOf: Omit<Operation, "tag" | "transaction">): Json => ({
    [`/v1/transactions/{id}/${action}`]: {
      post: operation({ ...operationOf, tag: "transactions", transaction: true }),
    },
  });
  return {
    "/v1/transactions": {
      post: operation({
        id: "openTransaction",
        tag: "transactions",
        summary: "Open a transaction",
        description:
          "Opening while one is open closes the old one. Keep `token` beside the dossier, to join scores later.",
        body: { name: "OpenRequest", required: false },
        reply: { status: 201, name: "OpenReply", description: "Opened" },
        problems: change,
        idempotencyKey: true,
      }),
    },
    "/v1/transactions/current": {
      get: operation({
        id: "getCurrentTransaction",
        tag: "transactions",
        summary: "The open transaction and the lamp",
        reply: { status: 200, name: "CurrentReply", description: "The open transaction, or null" },
        problems: { 401: PROBLEMS[401] },
      }),
    },
    ...one("close", {
      id: "closeTransaction",
      summary: "Close a transaction",
      reply: { status: 200, name: "CloseReply", description: "Stored: a score was recorded, or it abstained" },
      problems: changeOne,
      idempotencyKey: true,
    }),
    ...one("cancel", {
      id: "cancelTransaction",
      summary: "Cancel a transaction that was opened by mistake",
      description: "Published and counted per ward, without a score.",
      reply: { status: 200, name: "CancelReply", description: "Cancelled" },
      problems: changeOne,
      idempotencyKey: true,
    }),
    ...one("opt-out", {
      id: "optOut",
      summary: "The citizen does not want to be scored",
      description: "Wipes the window's statistics at once and holds until the zone is empty. May be repeated.",
      reply: { status: 200, name: "ConsentReply", description: "Scoring is off" },
      problems: { 401: PROBLEMS[401], 404: PROBLEMS[404], 409: PROBLEMS[409], 503: PROBLEMS[503] },
    }),
    ...one("agree", {
      id: "agree",
      summary: "The citizen agrees to be scored",
      description: "With `consent: opt-in` scoring starts here. May be repeated.",
      reply: { status: 200, name: "ConsentReply", description: "Whether scoring is on now" },
      problems: { 401: PROBLEMS[401], 404: PROBLEMS[404], 409: PROBLEMS[409], 503: PROBLEMS[503] },
    }),
  };
}

const ratingPaths = (): Json => ({
  "/v1/ratings": {
    post: operation({
      id: "rate",
      tag: "ratings",
      summary: "The citizen's tap",
      description: "Belongs to the open transaction, or to one that closed a moment ago, else to the counter.",
      body: { name: "RatingRequest", required: true },
      reply: { status: 201, name: "RatingReply", description: "Recorded" },
      problems: change,
      idempotencyKey: true,
    }),
  },
});

const deskHealthPaths = (): Json => ({
  "/v1/health": {
    get: operation({
      id: "getHealth",
      tag: "health",
      summary: "Whether camera, eye and hub are well",
      reply: { status: 200, name: "Health", description: "The counter's state; nothing about satisfaction" },
      problems: {},
      open: true,
    }),
  },
});

const schemaOf = (name: LocalMessage): Json => schemasOf({ [name]: LOCAL_MESSAGES[name] })[name] ?? {};
