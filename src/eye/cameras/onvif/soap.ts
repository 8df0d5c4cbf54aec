import { createHash, randomBytes } from "node:crypto";
import { type Element, escapeXml, findAll, readXml } from "#eye/cameras/onvif/xml.js";
import type { Credentials } from "#eye/source/credentials.js";
import { authorization, readChallenge } from "#eye/source/http-auth.js";
import { timeLimit } from "#platform/tasks.js";

/**
 * `refused`: the sign-in. `unreachable`: no answer. `foreign`: an answer that is not ONVIF. `fault`: the camera cannot do
 * what it was asked.
 */
export type OnvifReason = "refused" | "unreachable" | "foreign" | "fault";

export class OnvifError extends Error {
  override readonly name = "OnvifError";
  readonly reason: OnvifReason;

  constructor(reason: OnvifReason, options: { cause?: unknown } = {}) {
    super(`onvif: ${reason}`, options);
    this.reason = reason;
  }
}

export type SoapCall = {
  readonly url: URL;
  /** One element: the request. */
  readonly body: string;
  readonly login: Credentials | undefined;
  /** The camera's clock less ours, ms: a login is stamped with the camera's time, or it is taken for an old one. */
  readonly clockOffset: number;
  readonly signal: AbortSignal;
};

const MAX_BYTES = 1_000_000;
const ANSWER_MS = 4000;

/** Asks once, and once more where the camera wants the login by HTTP. Answers with the SOAP body; throws OnvifError. */
export async function callSoap(question: SoapCall): Promise<Element> {
  using limit = timeLimit(ANSWER_MS, question.signal);
  const call = { ...question, signal: limit.signal };
  const { login, url } = call;
  let response = await post(call, {});
  const challenge = response.status === 401 ? readChallenge(response.headers.get("www-authenticate")) : undefined;
  if (challenge && login) {
    await response.body?.cancel();
    const request = { method: "POST", uri: `${url.pathname}${url.search}` };
    response = await post(call, { authorization: authorization(challenge, login, request, 1) });
  }
  const text = await readAnswer(response);
  if (response.status === 401 || response.status === 403) throw new OnvifError("refused");
  const document = text === undefined ? undefined : readXml(text);
  if (document?.name !== "Envelope") throw new OnvifError("foreign");
  const body = document.children.find(({ name }) => name === "Body") ?? document;
  const fault = body.children.find(({ name }) => name === "Fault");
  if (fault) throw new OnvifError(isRefusal(fault) ? "refused" : "fault");
  return body;
}

async function post({ url, body, login, clockOffset, signal }: SoapCall, extra: Record<string, string>) {
  const security = login ? securityHeader(login, new Date(Date.now() + clockOffset)) : "";
  try {
    return await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/soap+xml; charset=utf-8", ...extra },
      body: `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${SOAP}"><s:Header>${security}</s:Header><s:Body>${body}</s:Body></s:Envelope>`,
      redirect: "error",
      signal,
    });
  } catch (cause) {
    throw new OnvifError("unreachable", { cause });
  }
}

const SOAP = "http://www.w3.org/2003/05/soap-envelope";
const WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss";

/** Of WS-UsernameToken: Base64(SHA-1(nonce + created + password)). The password itself is never sent. */
export const passwordDigest = (nonce: Buffer, created: string, password: string): string =>
  createHash("sha1").update(nonce).update(`${created}${password}`).digest("base64");

function securityHeader({ user, password }: Credentials, at: Date): string {
  const nonce = randomBytes(16);
  const created = at.toISOString();
  const digest = passwordDigest(nonce, created, password);
  return [
    `<w:Security s:mustUnderstand="1" xmlns:w="${WSS}-wssecurity-secext-1.0.xsd" xmlns:u="${WSS}-wssecurity-utility-1.0.xsd">`,
    `<w:UsernameToken><w:Username>${escapeXml(user)}</w:Username>`,
    `<w:Password Type="${WSS}-username-token-profile-1.0#PasswordDigest">${digest}</w:Password>`,
    `<w:Nonce EncodingType="${WSS}-soap-message-security-1.0#Base64Binary">${nonce.toString("base64")}</w:Nonce>`,
    `<u:Created>${created}</u:Created></w:UsernameToken></w:Security>`,
  ].join("");
}

/** ONVIF Core 5.9: `ter:NotAuthorized`; WS-Security: `wsse:FailedAuthentication`. */
const isRefusal = (fault: Element): boolean =>
  findAll(fault, "Value").some(({ text }) =>
    /:?(NotAuthorized|FailedAuthentication|InvalidSecurity)$/.test(text.trim()),
  );

/** Undefined where it is no XML: a stream of pictures is not waited for. */
async function readAnswer(response: Response): Promise<string | undefined> {
  if (!/xml/.test(response.headers.get("content-type") ?? "") || !response.body) {
    await response.body?.cancel();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body) {
      length += chunk.length;
      if (length > MAX_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new OnvifError("unreachable", { cause });
  }
  return Buffer.concat(chunks).toString("utf8");
}
