import type { z } from "zod";
import { AppError } from "#platform/errors.js";

/**
 * A request's body through its schema. The complaint names the field and what is expected, never the value: a dossier
 * code put here by mistake must not come back in an answer, and from there into somebody's log.
 */
export function parseRequest<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  throw new AppError("request.invalid", result.error.issues.map(describe).join("; "));
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => `${shown(key)}: unknown field`).join("; ");
  const message = issue.message.replace(/^Invalid input: /, "").replace(/, received \w+$/, "");
  return `${issue.path.map((part) => shown(String(part))).join(".") || "(body)"}: ${message}`;
}

/** A field is named only when it looks like a field: a key can carry anything. */
const shown = (key: string): string => (/^[A-Za-z][A-Za-z_-]{0,31}$/.test(key) ? key : "(a field)");
