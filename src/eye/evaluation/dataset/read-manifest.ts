import { createReadStream } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { readCsv } from "#eye/evaluation/dataset/csv.js";
import type { BadRow, Row } from "#eye/evaluation/dataset/row.js";
import { AppError, systemCode } from "#platform/errors.js";

/** Rows of a CSV file with the columns `path` (within `root`) and `label`; every other column is a grouping. */
export async function* readSetManifest(file: string, root: string): AsyncGenerator<Row | BadRow> {
  let header: readonly string[] | undefined;
  const lines = new Map<string, number>();
  try {
    for await (const { line, fields } of readCsv(createReadStream(file, "utf8") as AsyncIterable<string>)) {
      if (header === undefined) header = headerOf(fields, file);
      else {
        const row = rowOf(header, fields, { where: `${file}:${line}`, root });
        const first = "path" in row ? lines.get(row.path) : undefined;
        if ("path" in row && first === undefined) lines.set(row.path, line);
        yield first === undefined ? row : { where: row.where, problem: `the file of line ${first} again` };
      }
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
  from: { where: string; root: string },
): Row | BadRow {
  const { where, root } = from;
  if (fields.length !== header.length) return { where, problem: `${fields.length} columns, expected ${header.length}` };
  const row = Object.fromEntries(header.map((name, i) => [name, (fields[i] as string).trim()]));
  const { path, label, ...groups } = row;
  if (!path) return { where, problem: "no path" };
  const place = resolve(root, path);
  if (isOutside(root, place)) return { where, problem: `${path} lies outside ${root}` };
  return { where, path: place, label: label ?? "", groups };
}

function isOutside(root: string, place: string): boolean {
  const way = relative(root, place);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}

const invalid = (file: string, problem: string, remedy: string, cause?: unknown): AppError =>
  new AppError("source.invalid", `${file}: ${problem}`, { remedy, cause: cause ?? undefined });
