import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { LETTER_KINDS, type LetterList, letterRequestSchema } from "#contract/letters.js";
import { type Catalogue, nameOfProcedure } from "#hub/catalogue/catalogue.js";
import type { ImportStore } from "#hub/imports/import-store.js";
import { localDay } from "#hub/imports/imports.js";
import { daysLate } from "#hub/letters/days-late.js";
import { letterPage } from "#hub/letters/letter-page.js";
import type { Letterhead } from "#hub/paper/letterhead.js";
import { PAPER_HEADERS } from "#hub/paper/paper-style.js";
import type { Audit } from "#hub/people/audit.js";
import type { Guard } from "#hub/people/guard.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";

type Parts = {
  readonly store: Pick<ImportStore, "late" | "due">;
  readonly catalogue: Catalogue;
  readonly letterhead: Letterhead;
  readonly excludedProcedures: () => readonly string[];
  readonly guard: Guard;
  readonly audit: Audit;
  readonly clock: Clock;
};

const paramsSchema = z.strictObject({ kind: z.enum(LETTER_KINDS) });
/** The catalogue's name of death registration. */
const DEATH = "khai-tu";

export function addLetterRoutes(app: FastifyInstance, parts: Parts): void {
  const { store, catalogue, guard, audit, clock } = parts;
  app.get("/v1/letters", { onRequest: guard("viewer") }, async ({ person }): Promise<LetterList> => {
    const today = localDay(clock.now());
    const late = store.late(today);
    audit.note({ person: person.name, action: "letters.listed", detail: { late: late.length } });
    return {
      kinds: [...LETTER_KINDS],
      late: late.map((row) => ({
        ...row,
        procedureName: nameOfProcedure(catalogue, row.procedure),
        daysLate: daysLate(row, today),
      })),
    };
  });
  // To be opened as a page of its own, and by programs: the same letter.
  app.get("/v1/letters/:kind", { onRequest: guard("operator") }, async (request, reply) =>
    print(request, reply, request.query, parts),
  );
  app.post("/v1/letters/:kind", { onRequest: guard("operator") }, async (request, reply) =>
    print(request, reply, request.body, parts),
  );
}

/** The audit says that a letter was printed, and of which kind: not for whom, nor for which dossier. */
function print(
  { params, person }: FastifyRequest,
  reply: FastifyReply,
  asked: unknown,
  { store, catalogue, letterhead, excludedProcedures, audit, clock }: Parts,
): FastifyReply {
  const { kind } = parseRequest(paramsSchema, params);
  const { reference, language } = parseRequest(letterRequestSchema, asked);
  const due = reference === undefined || kind !== "apology" ? undefined : store.due(reference);
  if (reference !== undefined && !due)
    throw new AppError("request.invalid", "reference: expected one of the imported due dates, for an apology");
  audit.note({ person: person.name, action: "letter.printed", detail: { kind } });
  const page = letterPage({
    kind,
    language,
    letterhead,
    late: due && { ...due, procedureName: nameOfProcedure(catalogue, due.procedure) },
    today: localDay(clock.now()),
    deathExcluded: excludedProcedures().includes(DEATH),
  });
  return reply.headers(PAPER_HEADERS).type("text/html; charset=utf-8").send(page);
}
