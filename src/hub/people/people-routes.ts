import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import {
  type Audit as AuditReply,
  auditQuerySchema,
  type HubSession,
  hubSignInSchema,
  type okSchema,
  ownPasswordSchema,
} from "#contract/people.js";
import type { Catalogue } from "#hub/catalogue/catalogue.js";
import type { AuditLog } from "#hub/people/audit.js";
import { namesIn } from "#hub/people/audit-names.js";
import { cookieOf, cookieText, type Door, type Guard, refuseAtDoor } from "#hub/people/guard.js";
import type { People } from "#hub/people/people.js";
import type { Person } from "#hub/people/person.js";
import { csrfOf, type Sessions } from "#hub/people/sessions.js";
import type { SignIn } from "#hub/people/sign-in.js";
import { isErrorCode } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";

export type PeopleParts = {
  readonly people: People;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly audit: AuditLog;
  readonly guard: Guard;
  readonly door: Door;
  readonly catalogue: Catalogue;
};

/** Far more than people need, far less than it takes to make the machine busy with scrypt. */
const SIGN_INS = { max: 60, timeWindow: 60_000 };
const AUDIT_READS = { max: 60, timeWindow: 60_000 };
const OK: z.infer<typeof okSchema> = { ok: true };
const NOBODY: HubSession = { person: null, csrf: null };

export function addPeopleRoutes(app: FastifyInstance, parts: PeopleParts): void {
  const { people, sessions, signIn, audit, guard, door, catalogue } = parts;
  const { secure } = door;
  const atDoor = async (request: FastifyRequest): Promise<void> => refuseAtDoor(request, door);
  app.get("/v1/people/session", { onRequest: atDoor }, async (request) => {
    const secret = cookieOf(request, secure);
    const person = sessions.personOf(secret);
    return person && secret ? viewOf(person, secret) : NOBODY;
  });
  app.post("/v1/people/session", { onRequest: atDoor, config: { rateLimit: SIGN_INS } }, async (request, reply) => {
    const { name, password } = parseRequest(hubSignInSchema, request.body);
    const person = await noted(parts, { name, address: request.ip }, () =>
      signIn.try({ name, password, address: request.ip }),
    );
    const old = cookieOf(request, secure);
    if (old) sessions.end(old);
    const secret = sessions.begin(person);
    audit.note({ person: person.name, action: "sign_in", detail: { from: request.ip } });
    return reply.code(201).header("set-cookie", cookieText(secret, secure)).send(viewOf(person, secret));
  });
  app.delete("/v1/people/session", { onRequest: guard("viewer") }, async (request, reply) => {
    sessions.end(cookieOf(request, secure) ?? "");
    audit.note({ person: request.person.name, action: "sign_out" });
    return reply.header("set-cookie", cookieText("", secure)).send(OK);
  });
  app.post("/v1/people/password", { onRequest: guard("viewer") }, async (request, reply) => {
    const { name } = request.person;
    const { old, new: next } = parseRequest(ownPasswordSchema, request.body);
    const person = await noted(parts, { name, address: request.ip }, () =>
      signIn.try({ name, password: old, address: request.ip }),
    );
    await people.setPassword(name, next);
    audit.note({ person: name, action: "person.password" });
    const secret = sessions.begin(person);
    return reply.header("set-cookie", cookieText(secret, secure)).send(viewOf(person, secret));
  });
  app.get(
    "/v1/people/audit",
    { onRequest: guard("admin"), config: { rateLimit: AUDIT_READS } },
    async ({ query, person }): Promise<AuditReply> => {
      const { before, most } = parseRequest(auditQuerySchema, query);
      const rows = audit.rows({ ...(before === undefined ? {} : { before }), most });
      audit.note({ person: person.name, action: "audit.read", detail: { rows: rows.length } });
      return { rows, whole: await audit.isWhole(), names: namesIn(rows, catalogue) };
    },
  );
}

const viewOf = ({ name, role }: Person, secret: string): HubSession => ({
  person: { name, role },
  csrf: csrfOf(secret),
});

/** What is typed in the place of a name may be a password: only names that somebody has are noted. */
async function noted<T>(
  { people, audit, signIn }: Pick<PeopleParts, "people" | "audit" | "signIn">,
  { name, address }: { name: string; address: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const person = people.find(name) ? name : "(unknown)";
    const detail = { from: address };
    if (isErrorCode(error, "sign_in.wrong")) audit.note({ person, action: "sign_in.failed", detail });
    if (isErrorCode(error, "sign_in.locked") && signIn.isNews({ name, address }))
      audit.note({ person, action: "sign_in.locked", detail });
    throw error;
  }
}
