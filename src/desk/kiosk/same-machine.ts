import type { FastifyRequest } from "fastify";
import { AppError } from "#platform/errors.js";
import { isLoopback } from "#platform/http/address.js";

const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

type Asked = Pick<FastifyRequest, "method" | "headers"> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * The rating page has no bearer token: a screen in public can keep no secret. What it may ask is asked only from this
 * machine (the peer's address), by this machine's name (`Host`: a foreign name that points here is not ours), and by
 * the page itself (`Origin`, `Sec-Fetch-Site`: browsers set them, pages cannot). Other sites in a local browser, and
 * other machines where the API listens on more than loopback, are refused.
 */
export function refuseStrangers({ method, headers, socket }: Asked): void {
  const { host = "", origin } = headers;
  const site = headers["sec-fetch-site"];
  const reads = method === "GET" || method === "HEAD";
  const ours = `http://${host}`;
  const fromHere = isLoopback(socket.remoteAddress) && LOCAL_HOST.test(host);
  const fromPage = origin === ours || (reads && origin === undefined);
  // `none`: somebody typed the address, or the kiosk's browser was started with it.
  const sameSite = site === undefined || site === "same-origin" || (reads && site === "none");
  if (!fromHere || !fromPage || !sameSite) throw new AppError("request.forbidden", "not the rating page");
}
