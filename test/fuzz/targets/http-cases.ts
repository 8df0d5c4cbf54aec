import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { problemSchema } from "#contract/http.js";
import { importConflictSchema, importProblemSchema } from "#contract/imports.js";
import { CANARY, type Mutation, mutate, mutation } from "../mutations.js";

export type HttpCase = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "OPTIONS";
  readonly path: number;
  /** Put in the place of the path's `:id`, or behind it. */
  readonly part: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly what: Mutation;
};
export type Door = {
  readonly app: FastifyInstance;
  readonly token: string;
  readonly paths: readonly string[];
  readonly bodyFor: (path: string, n: number) => unknown;
  /** What else a request to this path brings along. */
  readonly headersFor?: (path: string) => Readonly<Record<string, string>>;
  /** Where it comes from: limits count by address. */
  readonly addressFor?: (path: string) => string;
};

const PARTS = [CANARY, "..%2f..%2fetc", "%00", "%ff", "a".repeat(3_000), "?token=x", "__proto__", "%E0%A4%A", "", "⁂"];
const header = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 3 });
const present = (headers: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Any method, path, header and body; most of them almost right. */
export const httpCases = ({ token, paths }: Pick<Door, "token" | "paths">): fc.Arbitrary<HttpCase> =>
  fc.record({
    method: fc.constantFrom("POST", "POST", "POST", "GET", "PUT", "DELETE", "HEAD", "OPTIONS"),
    path: fc.nat({ max: paths.length - 1 }),
    part: fc.oneof(
      { weight: 3, arbitrary: fc.constant(":current") },
      { weight: 2, arbitrary: fc.constantFrom(...PARTS) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
    ),
    headers: fc
      .record({
        authorization: fc.constantFrom(...Array(8).fill(`Bearer ${token}`), "Bearer x", `Basic ${CANARY}`, undefined),
        "content-type": fc.constantFrom(...Array(6).fill("application/json"), "text/plain", CANARY, "a/b;c", undefined),
        "idempotency-key": header(["fuzz-key-0001", "fuzz-key-0002", "x", CANARY.repeat(9), "a b"]),
        "content-length": header(["-1", "999999999", "x"]),
        origin: header(["http://127.0.0.1", "http://evil.example", CANARY]),
        host: header(["127.0.0.1", "localhost:8787", "evil.example", CANARY]),
      })
      .map(present),
    what: mutation,
  });

/** → the status, with the problem's code; throws for a fault of the server's own, or an answer that is not the contract's. */
export async function ask(door: Door, one: HttpCase, currentId: string): Promise<string> {
  const { app, paths, bodyFor } = door;
  const template = paths[one.path] ?? "/";
  const part = one.part === ":current" ? currentId : encodedOf(one.part);
  const url = template.includes(":id")
    ? template.replace(":id", part)
    : one.part === ":current"
      ? template
      : template + part;
  const bodyless = one.method === "GET" || one.method === "HEAD";
  const base = bodyFor(template, one.what.base);
  const bytes = mutate(base, one.what);
  const payload = typeof base === "string" ? unquoted(bytes) : bytes;
  const more = one.headers["content-type"] === "application/json" ? door.headersFor?.(template) : undefined;
  const address = door.addressFor?.(template);
  const reply = await app.inject({
    method: one.method,
    url: url.startsWith("/") ? url : `/${url}`,
    headers: { host: "127.0.0.1", ...one.headers, ...more },
    ...(address === undefined ? {} : { remoteAddress: address }),
    ...(bodyless ? {} : { payload }),
  });
  const { statusCode, body } = reply;
  const isPage = String(reply.headers["content-type"]).startsWith("text/html");
  if (isPage && body.includes(CANARY)) throw new Error(`the page repeats what was sent: ${body}`);
  if (statusCode < 400) return String(statusCode);
  if (statusCode >= 500) throw new Error(`${one.method} ${url}: ${statusCode} ${body}`);
  if (body.includes(CANARY)) throw new Error(`the answer repeats what was sent: ${body}`);
  if (one.method === "HEAD" || isPage) return String(statusCode);
  return `${statusCode} ${problemOf(JSON.parse(body)).code}`;
}

/** An import's refusal also lists the faults of its rows, or the figures that it would replace. */
function problemOf(body: { faults?: unknown; changes?: unknown }) {
  if (body.changes !== undefined) return importConflictSchema.parse(body);
  return (body.faults === undefined ? problemSchema : importProblemSchema).parse(body);
}

/** A body that is text and not JSON, with what was done to it. */
function unquoted(bytes: Buffer): Buffer {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof value === "string" ? Buffer.from(value) : bytes;
  } catch {
    return bytes;
  }
}

/** What no URL parser takes would test the client, not us. */
const encodedOf = (text: string): string => text.replace(/[^\x21-\x7e]|#/gu, encodeLone);
const encodeLone = (character: string): string => {
  try {
    return encodeURIComponent(character);
  } catch {
    return "%EF%BF%BD";
  }
};
