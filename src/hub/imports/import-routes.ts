import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { IMPORT_KINDS, type ImportList } from "#contract/imports.js";
import type { ImportStore } from "#hub/imports/import-store.js";
import { type ImportOutcome, type Imports, localDay } from "#hub/imports/imports.js";
import { importTemplate } from "#hub/imports/template.js";
import type { Guard } from "#hub/people/guard.js";
import type { Clock } from "#platform/clock.js";
import { parseRequest } from "#platform/http/parse-request.js";
import { REFUSALS } from "#words/hub-refusals.js";

type Parts = {
  readonly imports: Imports;
  readonly store: ImportStore;
  readonly guard: Guard;
  readonly clock: Clock;
};

/** 20 000 rows of counts as JSON. */
const MOST_BYTES = 4 * 1_048_576;
const templateQuery = z.strictObject({ kind: z.enum(IMPORT_KINDS).default("counts") });

/** `?replace=1`: see `Imports.csv`. */
const importQuery = z.strictObject({ replace: z.literal("1").optional() });

export function addImportRoutes(app: FastifyInstance, { imports, store, guard, clock }: Parts): void {
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
      { onRequest: guard("operator"), bodyLimit: MOST_BYTES },
      async ({ body, person, query }, reply) => {
        const replace = parseRequest(importQuery, query).replace === "1";
        const { name } = person;
        return answer(
          reply,
          Buffer.isBuffer(body) ? imports.csv(body, name, replace) : imports.json(body, name, replace),
        );
      },
    );
  });
}

function answer(reply: FastifyReply, outcome: ImportOutcome): FastifyReply {
  if (!("faults" in outcome)) return reply.send(outcome);
  const { faults } = outcome;
  return reply
    .code(REFUSALS.importRefused.status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", ...REFUSALS.importRefused, faults }));
}
