import { isIP } from "node:net";
import { hostname } from "node:os";
import type { FastifyRequest } from "fastify";
import { AppError } from "#platform/errors.js";

/**
 * A browser says which page asks (`Origin`, `Sec-Fetch-Site`): only ours may change something, and sign in. Without TLS a
 * foreign name can be made to point here, and its page then is "ours": such a name is answered nothing.
 */
export function refuseOtherSites({ method, headers, protocol }: FastifyRequest): void {
  const { host = "", origin } = headers;
  if (protocol === "http" && !isOwnName(host)) throw new AppError("session.forbidden", "asked by a foreign name");
  if (method === "GET" || method === "HEAD") return;
  const site = headers["sec-fetch-site"];
  const fromPage = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
  if (!fromPage || (site !== undefined && site !== "same-origin"))
    throw new AppError("session.forbidden", "asked by another page");
}

/** An address, this machine's name, or one of the local network: no name that strangers can point somewhere. */
function isOwnName(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, "").toLowerCase();
  const plain = name.replace(/^\[(.*)\]$/, "$1");
  return (
    isIP(plain) !== 0 ||
    !name.includes(".") ||
    name === hostname().toLowerCase() ||
    /\.(local|lan|internal)$/.test(name)
  );
}
