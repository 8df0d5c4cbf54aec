import { z } from "zod";
import { type ContractPart, jsonSchemaOf } from "#contract/json-schemas.js";

export type Json = Record<string, unknown>;
export type Operation = {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly body?: { readonly name: string; readonly required: boolean };
  readonly reply: { readonly status: 200 | 201; readonly name: string; readonly description: string };
  /** Refusals by status. */
  readonly problems: Readonly<Record<number, string>>;
  /** Who may ask: anyone, or who is signed in; else the bearer token. */
  readonly open?: true;
  readonly session?: true;
  /** A program with a token of its own; with `session`, either. */
  readonly reader?: true;
  /** With a session: it changes something, so that the page has to prove that it is ours. */
  readonly changes?: true;
  readonly idempotencyKey?: true;
  readonly transaction?: true;
  readonly path?: Readonly<Record<string, z.ZodType>>;
  readonly query?: Readonly<Record<string, z.ZodType>>;
};

/** What one part of a program adds to its API's description. */
export type ApiPart = { readonly paths: Json; readonly schemas: Readonly<Record<string, ContractPart>> };

const SCHEMA_REF = "#/components/schemas/";

/** What every request with a session may be refused for. */
const SESSION_PROBLEMS = {
  401: "Nobody is signed in with this browser, or the session is over",
  403: "This person's role may not do this, or the page's token is missing",
} as const;

export function operation(given: Operation): Json {
  const { id, summary, description, tag, body, reply, open, session, reader } = given;
  const problems = { ...(session ? SESSION_PROBLEMS : {}), ...given.problems };
  const parameters = parametersOf(given);
  const refusals = Object.entries(problems).map(([status, words]) => [
    status,
    { description: words, content: { "application/problem+json": { schema: { $ref: `${SCHEMA_REF}Problem` } } } },
  ]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    ...(open ? { security: [] } : {}),
    ...(session || reader ? { security: whoMay(given) } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: body.required, content: jsonOf(body.name) } } : {}),
    responses: {
      [reply.status]: { description: reply.description, content: jsonOf(reply.name) },
      ...Object.fromEntries(refusals),
    },
  };
}

const whoMay = ({ session, reader }: Pick<Operation, "session" | "reader">): Json[] => [
  ...(session ? [{ session: [] }] : []),
  ...(reader ? [{ reader: [] }] : []),
];

function parametersOf({ transaction, idempotencyKey, changes, reader, path = {}, query = {} }: Operation): Json[] {
  const named = (place: "path" | "query", schemas: Readonly<Record<string, z.ZodType>>): Json[] =>
    Object.entries(schemas).map(([name, schema]) => ({
      name,
      in: place,
      required: !schema.safeParse(undefined).success,
      schema: bare(z.toJSONSchema(schema, { io: "input" })),
    }));
  return [
    ...(transaction
      ? [{ name: "id", in: "path", required: true, schema: { type: "string" }, description: "as opening answered" }]
      : []),
    ...(idempotencyKey ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ...named("path", path),
    ...named("query", query),
    ...(changes
      ? [
          {
            name: "X-Hailong-Csrf",
            in: "header",
            required: !reader,
            schema: { type: "string" },
            description: `\`csrf\` of GET /v1/people/session${reader ? "; only with a session" : ""}`,
          },
        ]
      : []),
  ];
}

const jsonOf = (name: string): Json => ({ "application/json": { schema: { $ref: SCHEMA_REF + name } } });
/** OpenAPI 3.1 names the dialect once, for the whole document. */
export const bare = ({ $schema: _dialect, ...schema }: Json): Json => schema;

export const schemasOf = (parts: Readonly<Record<string, ContractPart>>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, { ...bare(jsonSchemaOf(part)), examples: part.examples }]),
  );

type DocumentParts = {
  info: Json;
  server: string;
  paths: Json;
  schemas: Record<string, Json>;
  parameters?: Json;
  session?: true;
};

export function document({ info, server, paths, schemas, parameters, session }: DocumentParts): Json {
  return {
    openapi: "3.1.0",
    info: { ...info, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: server, description: "by default" }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "the content of `api.token` in the data folder" },
        ...(session
          ? {
              session: {
                type: "apiKey",
                in: "cookie",
                name: "hailong",
                description: "set by POST /v1/people/session; `__Host-hailong` under TLS",
              },
              reader: {
                type: "http",
                scheme: "bearer",
                description: "made by `hailong hub token add NAME --scope figures|transactions|imports`",
              },
            }
          : {}),
      },
      ...(parameters ? { parameters } : {}),
      schemas,
    },
  };
}
