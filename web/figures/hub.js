import { say, wordsOf } from "./language.js";

/**
 * What the hub answered; `trouble` in words where it refused or did not answer. `body` is what the contract says.
 * @typedef {{ ok: true, body: any } | { ok: false, status: number, trouble: string, body: any }} Answer
 */

const ATTEMPT_MS = 15_000;

let csrf = "";
let gone = () => {};

/**
 * @param {string} token what proves that this page asks
 * @param {() => void} onGone the hub says that the session is over
 */
export function useSession(token, onGone) {
  csrf = token;
  gone = onGone;
}

/**
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path
 * @param {{ body?: object | Blob, type?: string, headers?: Record<string, string> }} [given]
 * @returns {Promise<Answer>}
 */
export async function ask(method, path, { body, type = "application/json", headers = {} } = {}) {
  /** @type {Response} */
  let reply;
  try {
    reply = await fetch(path, {
      method,
      headers: {
        ...(method === "GET" ? {} : { "x-hailong-csrf": csrf }),
        ...(body === undefined ? {} : { "content-type": type }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(ATTEMPT_MS),
    });
  } catch {
    return { ok: false, status: 0, trouble: wordsOf("offline"), body: null };
  }
  const said = reply.headers.get("content-type")?.includes("json")
    ? await reply.json().catch(() => null)
    : await reply.text().catch(() => null);
  if (reply.ok) return { ok: true, body: said };
  if (reply.status === 401 && path !== "/v1/people/session") gone();
  const trouble = said?.title && said.detail ? say({ vi: said.title, en: said.detail }) : wordsOf("offline");
  return { ok: false, status: reply.status, trouble, body: said };
}
