import { say, wordsOf } from "./language.js";

/**
 * What the desk answered; `trouble` in words where it refused or did not answer.
 * @template T
 * @typedef {{ ok: true, body: T } | { ok: false, status: number, trouble: string }} Answer
 */

const ATTEMPT_MS = 10_000;

let token = "";
let gone = () => {};

/**
 * @param {string} next of the session
 * @param {() => void} onGone the desk says that the session is over
 */
export function useSession(next, onGone) {
  token = next;
  gone = onGone;
}

/**
 * @template T
 * @param {"GET" | "POST" | "DELETE"} method
 * @param {string} what
 * @param {object} [body]
 * @param {number} [withinMs]
 * @returns {Promise<Answer<T>>}
 */
export async function ask(method, what, body, withinMs = ATTEMPT_MS) {
  /** @type {Response} */
  let reply;
  try {
    reply = await fetch(`/v1/calibrate/${what}`, {
      method,
      headers: {
        ...(token === "" ? {} : { "x-hailong-session": token }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(withinMs),
    });
  } catch {
    return { ok: false, status: 0, trouble: wordsOf("offline") };
  }
  const said = await reply.json().catch(() => null);
  if (reply.ok) return { ok: true, body: said };
  if (reply.status === 401 && what !== "session") gone();
  const trouble = said?.title && said.detail ? say({ vi: said.title, en: said.detail }) : wordsOf("offline");
  return { ok: false, status: reply.status, trouble };
}
