import { createHash, randomBytes } from "node:crypto";
import type { Credentials } from "#eye/source/credentials.js";

/** A server's demand for a login, from its `WWW-Authenticate` header. */
export type Challenge =
  | { readonly scheme: "basic" }
  | {
      readonly scheme: "digest";
      readonly realm: string;
      readonly nonce: string;
      readonly algorithm: "MD5" | "SHA-256";
      readonly session: boolean;
      readonly qop: boolean;
      readonly opaque: string | undefined;
    };

/** The strongest demand that we can meet; undefined when there is none. */
export function readChallenge(header: string | null): Challenge | undefined {
  const offers = [...(header ?? "").matchAll(/\b(basic|digest)\s+((?:[a-z-]+\s*=\s*(?:"[^"]*"|[^\s,]+)\s*,?\s*)*)/gi)];
  const digests = offers
    .filter(([, scheme]) => scheme?.toLowerCase() === "digest")
    .map(([, , parameters]) => readDigest(parameters ?? ""))
    .filter((challenge) => challenge !== undefined);
  const best = digests.find((challenge) => challenge.algorithm === "SHA-256") ?? digests[0];
  if (best) return best;
  return offers.some(([, scheme]) => scheme?.toLowerCase() === "basic") ? { scheme: "basic" } : undefined;
}

function readDigest(text: string): (Challenge & { scheme: "digest" }) | undefined {
  const parameters = new Map(
    [...text.matchAll(/([a-z-]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi)].map(([, name, quoted, bare]) => [
      (name ?? "").toLowerCase(),
      quoted ?? bare ?? "",
    ]),
  );
  const [name, session] = (parameters.get("algorithm") ?? "MD5").toUpperCase().split("-SESS");
  const nonce = parameters.get("nonce");
  if (nonce === undefined || (name !== "MD5" && name !== "SHA-256")) return undefined;
  const qop = parameters.get("qop");
  if (qop !== undefined && !qop.split(",").some((value) => value.trim() === "auth")) return undefined;
  return {
    scheme: "digest",
    realm: parameters.get("realm") ?? "",
    nonce,
    algorithm: name,
    session: session !== undefined,
    qop: qop !== undefined,
    opaque: parameters.get("opaque"),
  };
}

export type LoginRequest = { readonly method: string; readonly uri: string; readonly clientNonce?: string };

/** The `Authorization` header of one request (RFC 7617, RFC 7616). `count`: how often this nonce has been used, from 1. */
export function authorization(
  challenge: Challenge,
  { user, password }: Credentials,
  request: LoginRequest,
  count: number,
): string {
  if (challenge.scheme === "basic") return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const { realm, nonce, algorithm, opaque } = challenge;
  const hash = (text: string): string =>
    createHash(algorithm === "MD5" ? "md5" : "sha256")
      .update(text)
      .digest("hex");
  const cnonce = request.clientNonce ?? randomBytes(8).toString("hex");
  const nc = count.toString(16).padStart(8, "0");
  const secret = hash(`${user}:${realm}:${password}`);
  const first = challenge.session ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const second = hash(`${request.method}:${request.uri}`);
  const middle = challenge.qop ? `${nonce}:${nc}:${cnonce}:auth` : nonce;
  return `Digest ${[
    `username="${user.replace(/["\\]/g, "\\$&")}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${request.uri}"`,
    `algorithm=${algorithm}${challenge.session ? "-sess" : ""}`,
    ...(challenge.qop || challenge.session ? [`nc=${nc}`, `cnonce="${cnonce}"`] : []),
    ...(challenge.qop ? ["qop=auth"] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
    `response="${hash(`${first}:${middle}:${second}`)}"`,
  ].join(", ")}`;
}
