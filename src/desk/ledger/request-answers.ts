import type { JsonValue } from "#contract/canonical-json.js";
import { AppError } from "#platform/errors.js";
import type { Sqlite } from "#platform/sqlite.js";

/** A request that may come twice: its idempotency key or request id, and a digest of what it asked. */
export type RequestMark = { readonly key: string; readonly digest: string };

const HOUR_MS = 3_600_000;
const KEPT_HOURS = 24;

export function recallAnswer(db: Sqlite, mark: RequestMark): JsonValue | undefined {
  const row = db
    .prepare<[string], { digest: string; answer: string }>("SELECT digest, answer FROM requests WHERE key = ?")
    .get(mark.key);
  if (!row) return undefined;
  if (row.digest !== mark.digest) {
    throw new AppError("request.conflict", "this idempotency key or request id was used for another request", {
      remedy: "Use a new one for each request",
    });
  }
  return JSON.parse(row.answer);
}

/** Inside the commit of what was asked, so that neither stands without the other. Answers older than a day go. */
export function rememberAnswer(db: Sqlite, request: { mark: RequestMark; answer: JsonValue }, now: number): void {
  const hour = Math.floor(now / HOUR_MS);
  db.prepare("DELETE FROM requests WHERE hour < ?").run(hour - KEPT_HOURS);
  db.prepare("INSERT INTO requests (key, digest, answer, hour) VALUES (?, ?, ?, ?)").run(
    request.mark.key,
    request.mark.digest,
    JSON.stringify(request.answer),
    hour,
  );
}
