import { readFileSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { AppError, messageOf, systemCode } from "#platform/errors.js";

/**
 * Reads a YAML file through a zod schema. Every complaint names key, value, expectation and line:
 * `camera.fps: expected number ≤ 30, got 90 (edge.yaml:14)`; all of them at once.
 */
export function readConfig<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, uniqueKeys: true });
  const wrong = document.errors[0];
  if (wrong) {
    const line = wrong.linePos?.[0].line ?? 1;
    throw new AppError("config.syntax", `${file}:${line}: ${wrong.message.split("\n")[0]}`, {
      remedy: "Mend the YAML there",
    });
  }
  const value = toValue(document, file);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const complaints = result.error.issues
    .flatMap((issue) => describeIssue(issue))
    .map(({ path, expectation, unknown }) => {
      const line = lineOf(document, lines, path);
      return `${path.join(".") || "(top level)"}: ${expectation}${unknown ? "" : got(value, path)} (${file}${line ? `:${line}` : ""})`;
    });
  throw new AppError("config.invalid", complaints.join("\n"));
}

/** An alias without its anchor, or one that would unfold into megabytes, shows only here. */
function toValue(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS() ?? {};
  } catch (cause) {
    throw new AppError("config.syntax", `${file}: ${messageOf(cause)}`, { cause, remedy: "Mend the YAML there" });
  }
}

/** A path in a config file is relative to that file. */
export const besideConfig = (file: string, path: string): string =>
  isAbsolute(path) ? path : resolve(dirname(file), path);

/** A section with the paths under `keys` resolved; a path that is not given stays away. */
export function resolvePaths<T extends object>(
  section: T,
  keys: readonly (keyof T)[],
  resolve: (path: string) => string,
): T {
  const resolved = { ...section };
  for (const key of keys) {
    const path = section[key];
    if (typeof path === "string") resolved[key] = resolve(path) as T[keyof T];
  }
  return resolved;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const why = systemCode(error) === "ENOENT" ? "does not exist" : `cannot be read (${systemCode(error)})`;
    throw new AppError("config.missing", `${file} ${why}`, {
      cause: error,
      remedy: "Name the right file with --config",
    });
  }
}

/** `unknown`: nobody knows what stands there, a misspelt `password` perhaps: its value is not shown. */
type Complaint = { path: PropertyKey[]; expectation: string; unknown?: true };

function describeIssue(issue: z.core.$ZodIssue): Complaint[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      expectation: "unknown key; remove it or mend its spelling",
      unknown: true,
    }));
  }
  if (issue.code === "invalid_union" && issue.errors[0]?.length) {
    return issue.errors[0].map((inner) => ({
      path: [...issue.path, ...inner.path],
      expectation: plain(inner.message),
    }));
  }
  return [{ path: issue.path, expectation: plain(issue.message) }];
}

const plain = (message: string): string =>
  message
    .replace(/^Invalid input: /, "")
    .replace(/^(Too (?:big|small): )/, "")
    .replace(/, received \w+$/, "");

function got(value: unknown, path: readonly PropertyKey[]): string {
  let at: unknown = value;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | undefined)?.[key];
  if (at === undefined) return ", got nothing";
  if (typeof at === "object" || path.length === 0) return "";
  if (/password|token|secret|url/i.test(String(path.at(-1)))) return ", got a value that is not shown";
  return `, got ${JSON.stringify(at)}`;
}

function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return undefined;
}
