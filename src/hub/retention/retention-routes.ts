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

const READS = { max: 60, timeWindow: 60_000 };

export function addRetentionRoutes(app: FastifyInstance, { db, audit, months, guard }: RetentionParts): void {
  app.get(
    "/v1/ward/retention",
    { onRequest: guard("viewer"), config: { rateLimit: READS } },
    async (): Promise<RetentionView> => ({
      ...months,
      erasures: readErasures(db),
      auditWhole: await audit.isWhole(),
    }),
  );
}
