import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import type { Scope } from "#contract/integration.js";
import type { Reader, Tokens } from "#hub/integration/tokens.js";
import { type Door, isOverheard } from "#hub/people/guard.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Behind a scope guard: which program asks. */
    reader: Reader;
    /** Behind `personOrProgram`: who asks, as the audit log names them. */
    asker: string;
  }
}

const A_MINUTE = 120;

/** `scope`: what the program's token has to be for. Throws `token.*` and `request.*`; a stranger's body is not read. */
export type ScopeGuard = (scope: Scope) => onRequestAsyncHookHandler;

/** Lets programs in by their token's scope, each so often a minute. */
export function createScopeGuard(tokens: Pick<Tokens, "readerOf">, clock: Clock, door: Door): ScopeGuard {
  const asked = new Map<string, { since: number; times: number }>();
  const count = ({ name }: Reader): void => {
    const now = clock.monotonic();
    const window = asked.get(name);
    if (!window || now - window.since >= 60_000) asked.set(name, { since: now, times: 1 });
    else if (window.times >= A_MINUTE) throw new AppError("request.too_many", `more than ${A_MINUTE} a minute`);
    else window.times += 1;
  };
  return (scope) => async (request) => {
    if (isOverheard(request, door)) throw new AppError("token.plain", "asked from another machine without TLS");
    const secret = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const reader = secret === undefined ? undefined : tokens.readerOf(secret);
    if (!reader) throw new AppError("request.unauthorized", "no token");
    count(reader);
    if (reader.scope !== scope) throw new AppError("token.scope", `needs the scope ${scope}`);
    request.reader = reader;
  };
}

/**
 * A program with its token, or a person with their session. No page of another site can make a browser send a token, so
 * that a program needs no page's token besides.
 */
export const personOrProgram = (person: onRequestAsyncHookHandler, program: onRequestAsyncHookHandler) =>
  async function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const isProgram = /^Bearer /i.test(request.headers.authorization ?? "");
    await (isProgram ? program : person).call(this, request, reply);
    request.asker = isProgram ? nameOfProgram(request.reader) : request.person.name;
  };

/** As the audit log has it. */
export const nameOfProgram = ({ name }: Reader): string => `token ${name}`;
