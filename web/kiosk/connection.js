/** @import { KioskView } from "../../src/contract/kiosk.ts" */

/** The desk says something every 10 s. */
const SILENT_MS = 25_000;
const AGAIN_MS = 1_000;
/** A tap is sent again for this long: a desk that restarts is back by then. */
const SEND_MS = 20_000;
const ATTEMPT_MS = 4_000;

/**
 * Follows the desk's views for ever: over lost sockets, restarts, refusals.
 * @param {{ onView: (view: KioskView) => void, onLost: () => void }} told
 */
export function followViews({ onView, onLost }) {
  /** @type {EventSource | undefined} */
  let source;
  let silence = 0;
  const connect = () => {
    source?.close();
    source = new EventSource("/v1/kiosk/events");
    source.addEventListener("view", (event) => {
      heard();
      onView(JSON.parse(event.data));
    });
    source.addEventListener("beat", heard);
    source.addEventListener("error", () => {
      onLost();
      // Not left to the browser: it gives up for good after an answer that is no stream.
      again(AGAIN_MS);
    });
    heard();
  };
  /** @param {number} ms */
  const again = (ms) => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      onLost();
      connect();
    }, ms);
  };
  const heard = () => again(SILENT_MS);
  connect();
}

/**
 * Asks the desk, again and again while it does not answer. Resolves to the status of its answer, or 0.
 * @param {string} what
 * @param {object} body
 */
export async function ask(what, body) {
  const until = performance.now() + SEND_MS;
  for (;;) {
    const status = await attempt(what, body);
    if (status !== 0 || performance.now() > until) return status;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/**
 * @param {string} what
 * @param {object} body
 */
async function attempt(what, body) {
  try {
    const reply = await fetch(`/v1/kiosk/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ATTEMPT_MS),
    });
    return reply.status;
  } catch {
    return 0;
  }
}
