import type { RetentionView } from "#contract/transparency.js";
import type { AuditDetail, AuditLog } from "#hub/people/audit.js";
import type { Sqlite } from "#platform/sqlite.js";

type Erasure = RetentionView["erasures"][number];
const ACTION = "retention.erased";
const MOST = 60;

/** What was erased, when, how much, and that what is left still holds together: in the audit log, which shows edits. */
export function noteErasure(
  audit: Pick<AuditLog, "note">,
  erased: Pick<Erasure, "what" | "before" | "count">,
  { proof = {}, person = "(hub)" }: { readonly proof?: AuditDetail; readonly person?: string } = {},
): void {
  audit.note({ person, action: ACTION, detail: { ...erased, ...proof } });
}

export function readErasures(db: Sqlite): Erasure[] {
  return db
    .prepare<[string, number], { at: string; detail: string }>(
      "SELECT at, detail FROM audit WHERE action = ? ORDER BY id DESC LIMIT ?",
    )
    .all(ACTION, MOST)
    .map(({ at, detail }) => ({ at, ...JSON.parse(detail) }));
}
