import type { FastifyInstance } from "fastify";
import type { RetentionView } from "#contract/transparency.js";
import type { AuditLog } from "#hub/people/audit.js";
import type { Guard } from "#hub/people/guard.js";
import { readErasures } from "#hub/retention/erasures.js";
import type { Sqlite } from "#platform/sqlite.js";

export type RetentionParts = {
  readonly db: Sqlite;
  readonly audit: AuditLog;
  readonly months: Omit<RetentionView, "erasures" | "auditWhole">;
  readonly guard: Guard;
};

export function addRetentionRoutes(app: FastifyInstance, { db, audit, months, guard }: RetentionParts): void {
  app.get(
    "/v1/ward/retention",
    { onRequest: guard("viewer") },
    async (): Promise<RetentionView> => ({
      ...months,
      erasures: readErasures(db),
      auditWhole: audit.verify().faults.length === 0,
    }),
  );
}
