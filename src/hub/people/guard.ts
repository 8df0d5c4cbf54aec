import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import { mayDo, type Person, type Role } from "#hub/people/person.js";
import { csrfOf, type Sessions } from "#hub/people/sessions.js";
import { AppError } from "#platform/errors.js";
import { isLoopback } from "#platform/http/address.js";
import { refuseOtherSites } from "#platform/http/other-sites.js";
import { sameSecret } from "#platform/signing.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Behind a guard: who asks. */
    person: Person;
  }
}

/**
 * `least`: the role that is needed at least. Throws `session.*`, which the server answers as 401 and 403. Headers and socket
 * say who asks: a stranger's body is not read.
 */
export type Guard = (least: Role) => onRequestAsyncHookHandler;

export type Door = {
  /** The API speaks TLS. */
  readonly secure: boolean;
  /** Passwords may come from other machines without TLS: on a network of the office's own. */
  readonly plain: boolean;
};

/** What every request of a page has to be, with a session or on the way to one. */
export function refuseAtDoor(request: FastifyRequest, door: Door): void {
  refuseOtherSites(request);
  if (isOverheard(request, door)) throw new AppError("session.plain", "asked from another machine without TLS");
}

/** A secret that was sent like this anybody on the way may have read. */
export const isOverheard = ({ socket }: Pick<FastifyRequest, "socket">, { secure, plain }: Door): boolean =>
  !secure && !plain && !isLoopback(socket.remoteAddress);

const CSRF_HEADER = "x-hailong-csrf";

/** Before the first route: what a guard puts on a request has its place on every request. */
export const letRequestsCarryPersons = (app: FastifyInstance): void =>
  void app.decorateRequest("person", null as unknown as Person);

export function createGuard(sessions: Pick<Sessions, "personOf">, door: Door): Guard {
  return (least) => async (request) => {
    refuseAtDoor(request, door);
    const secret = cookieOf(request, door.secure);
    const person = sessions.personOf(secret);
    if (!person || !secret) throw new AppError("session.none", "nobody is signed in");
    const safe = request.method === "GET" || request.method === "HEAD";
    if (!safe && !sameSecret(String(request.headers[CSRF_HEADER] ?? ""), csrfOf(secret)))
      throw new AppError("session.forbidden", "without the page's token");
    if (!mayDo(person, least)) throw new AppError("session.role", `needs the role ${least}`);
    request.person = person;
  };
}

/** Under TLS the prefix keeps other hosts and plain HTTP from setting it. */
const nameOf = (secure: boolean): string => (secure ? "__Host-hailong" : "hailong");

export const cookieOf = ({ headers }: Pick<FastifyRequest, "headers">, secure: boolean): string | undefined =>
  headers.cookie
    ?.split(";")
    .map((pair) => pair.trim().split("="))
    .find(([name]) => name === nameOf(secure))?.[1];

/** For this host only, for no script, gone with the browser, and never sent along from another site's page. */
export const cookieText = (secret: string, secure: boolean): string =>
  `${nameOf(secure)}=${secret}; Path=/; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}${secret === "" ? "; Max-Age=0" : ""}`;
