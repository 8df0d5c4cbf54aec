import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { IMPORT_KINDS, type ImportList, importQuerySchema, MOST_IMPORT_BYTES } from "#contract/imports.js";
import type { ImportStore } from "#hub/imports/import-store.js";
import { type ImportOutcome, type Imports, localDay } from "#hub/imports/imports.js";
import { importTemplate } from "#hub/imports/template.js";
import { personOrProgram, type ScopeGuard } from "#hub/integration/scope-guard.js";
import type { Guard } from "#hub/people/guard.js";
import type { Clock } from "#platform/clock.js";
import { parseRequest } from "#platform/http/parse-request.js";
import { REFUSALS, type RefusalKey } from "#words/hub-refusals.js";

type Parts = {
  readonly imports: Imports;
  readonly store: ImportStore;
  readonly guard: Guard;
  readonly programs: ScopeGuard;
  readonly clock: Clock;
};

const templateQuery = z.strictObject({ kind: z.enum(IMPORT_KINDS).default("counts") });

export function addImportRoutes(app: FastifyInstance, { imports, store, guard, programs, clock }: Parts): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser("text/csv", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.get(
      "/v1/imports",
      { onRequest: guard("viewer") },
      async (): Promise<ImportList> => store.list(localDay(clock.now())),
    );
    scope.get("/v1/imports/template.csv", { onRequest: guard("viewer") }, async ({ query }, reply) => {
      const { kind } = parseRequest(templateQuery, query);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="hailong-${kind}.csv"`)
        .send(importTemplate(kind));
    });
    scope.post(
      "/v1/imports",
      { onRequest: personOrProgram(guard("operator"), programs("imports")), bodyLimit: MOST_IMPORT_BYTES },
      async ({ body, asker, query }, reply) => {
        const by = { person: asker, replace: parseRequest(importQuerySchema, query).replace };
        return answer(reply, Buffer.isBuffer(body) ? imports.csv(body, by) : imports.json(body, by));
      },
    );
  });
}

function answer(reply: FastifyReply, outcome: ImportOutcome): FastifyReply {
  if ("outcome" in outcome) return reply.send(outcome);
  const refuse = (refusal: (typeof REFUSALS)[RefusalKey], places: object): FastifyReply =>
    reply
      .code(refusal.status)
      .type("application/problem+json")
      .send(JSON.stringify({ type: "about:blank", ...refusal, ...places }));
  if ("faults" in outcome) return refuse(REFUSALS.importRefused, outcome);
  const { changedSince, ...conflict } = outcome;
  return refuse(changedSince ? REFUSALS.importChanged : REFUSALS.importReplaces, conflict);
}
