import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { readCsv } from "#eye/evaluation/dataset/csv.js";
import type { BadRow, Row } from "#eye/evaluation/dataset/row.js";
import { AppError, systemCode } from "#platform/errors.js";

/** Rows of a CSV file with the columns `path` (within `root`) and `label`; every other column is a grouping. */
export async function* readSetManifest(file: string, root: string): AsyncGenerator<Row | BadRow> {
  let header: readonly string[] | undefined;
  try {
    for await (const { line, fields } of readCsv(createReadStream(file, "utf8") as AsyncIterable<string>)) {
      if (header === undefined) header = headerOf(fields, file);
      else yield rowOf(header, fields, { where: `${file}:${line}`, root });
    }
  } catch (cause) {
    if (cause instanceof SyntaxError) throw invalid(file, cause.message, "Write it as CSV (RFC 4180)", cause);
    const code = systemCode(cause);
    if (code === undefined || cause instanceof AppError) throw cause;
    throw invalid(file, `cannot be read (${code})`, "Name a file that this user may read", cause);
  }
  if (header === undefined) throw invalid(file, "it is empty", "Begin it with the line: path,label");
}

function headerOf(fields: readonly string[], file: string): string[] {
  const header = fields.map((name) => name.trim());
  for (const column of ["path", "label"]) {
    if (header.filter((name) => name === column).length !== 1) {
      const remedy = "Begin it with a line that names the columns path and label once each, then any groupings";
      throw invalid(file, `line 1: expected one column "${column}", got ${header.join(", ")}`, remedy);
    }
  }
  return header;
}

function rowOf(
  header: readonly string[],
  fields: readonly string[],
  place: { where: string; root: string },
): Row | BadRow {
  const { where, root } = place;
  if (fields.length !== header.length) return { where, problem: `${fields.length} columns, expected ${header.length}` };
  const row = Object.fromEntries(header.map((name, i) => [name, (fields[i] as string).trim()]));
  const { path, label, ...groups } = row;
  if (!path) return { where, problem: "no path" };
  return { where, path: resolve(root, path), label: label ?? "", groups };
}

const invalid = (file: string, problem: string, remedy: string, cause?: unknown): AppError =>
  new AppError("source.invalid", `${file}: ${problem}`, { remedy, cause: cause ?? undefined });
