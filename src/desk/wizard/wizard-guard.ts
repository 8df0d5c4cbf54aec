import type { FastifyRequest } from "fastify";
import type { Session } from "#desk/wizard/technician-door.js";
import { AppError } from "#platform/errors.js";
import { sameSecret } from "#platform/signing.js";

const COOKIE = "hailong-calibrate";

export const cookieOf = (headers: FastifyRequest["headers"]): string | undefined =>
  headers.cookie
    ?.split(";")
    .map((pair) => pair.trim().split("="))
    .find(([name]) => name === COOKIE)?.[1];

/** For this host only, for no script, and never sent along from another site's page. */
export const setCookie = (value: string, { secure, seconds }: { secure: boolean; seconds: number }): string =>
  `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;

/** The page's own secret besides the cookie, which a browser sends whoever asks. */
export function refuseWithoutToken({ method, headers }: FastifyRequest, { token }: Session): void {
  if (method === "GET" || method === "HEAD") return;
  if (!sameSecret(String(headers["x-hailong-session"] ?? ""), token))
    throw new AppError("session.forbidden", "without the session's token");
}
