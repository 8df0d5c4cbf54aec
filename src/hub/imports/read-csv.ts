import { CsvError, type InfoRecord } from "csv-parse";
import { parse } from "csv-parse/sync";
import { type ImportFault, type ImportKind, MOST_IMPORTED_ROWS } from "#contract/imports.js";
import { decodeCsv, faultOfFile, looksLikeOldFont } from "#hub/imports/csv-text.js";
import { type Headings, headingOf, namesTotal, readHeadings } from "#hub/imports/headings.js";
import type { Draft } from "#hub/imports/read-draft.js";
import { IMPORT_FAULTS } from "#words/import-words.js";

type Found = { readonly kind: ImportKind; readonly drafts: readonly Draft[] };
export type CsvReading = Found | { readonly faults: readonly ImportFault[] };
type Line = { readonly record: string[]; readonly info: InfoRecord };

/** A CSV's lines as cells by column. All complaints about the file as a whole, or about its headings, at once. */
export function readCsv(bytes: Uint8Array): CsvReading {
  const decoded = decodeCsv(bytes);
  if ("fault" in decoded) return { faults: [faultOfFile(decoded.fault)] };
  const lines = splitLines(decoded.text);
  if ("faults" in lines) return lines;
  const [first, ...rest] = lines;
  if (!first) return { faults: [faultOfFile("empty")] };
  const headings = readHeadings(first.record);
  if (!headings) return { faults: [faultOfFile(looksLikeOldFont(first.record.join("")) ? "oldFont" : "headings")] };
  const wrong = headingFaults(headings, first);
  if (wrong.length > 0) return { faults: wrong };
  // What the template explains begins so.
  const rows = rest.filter(({ record }) => !record[0]?.trimStart().startsWith("#") && !isTotal(record, headings));
  if (rows.length === 0) return { faults: [faultOfFile("empty")] };
  if (rows.length > MOST_IMPORTED_ROWS) return { faults: [faultOfFile("tooLong")] };
  return { kind: headings.kind, drafts: rows.map((line) => draftOf(headings, line)) };
}

/** A line that adds up the others: no dossier of its own. Of one field's procedures it may be either, and is asked about. */
function isTotal(record: readonly string[], { keys }: Headings): boolean {
  const leads = record.find((cell) => cell !== "") ?? "";
  return namesTotal(leads) || namesTotal(record[keys.indexOf("field")] ?? "");
}

function splitLines(text: string): Line[] | { faults: ImportFault[] } {
  // Excel's own line that names the separator.
  const [, named] = /^\ufeff?sep=([;,\t])\r?\n/i.exec(text) ?? [];
  const firstLine = text.split(/\r?\n/).find((line) => line.trim() !== "") ?? "";
  try {
    return parse(text, {
      bom: true,
      delimiter: named ?? separatorOf(firstLine),
      from_line: named ? 2 : 1,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : 1;
    return { faults: [{ line, column: "", ...IMPORT_FAULTS.quotes() }] };
  }
}

/** Whichever the headings have most of: Excel writes `;` where a comma is the decimal mark. */
const separatorOf = (line: string): string =>
  [",", ";", "\t"].reduce((best, one) => (line.split(one).length > line.split(best).length ? one : best));

function headingFaults({ keys, missing }: Headings, { record, info }: Line): ImportFault[] {
  const at = (column: string) => ({ line: info.lines, column });
  const unknown = record
    .map((heading, place) => ({ heading, key: keys[place], place }))
    .filter(({ heading, key }) => key === undefined && heading !== "")
    // A heading may be anything, a dossier code too: it is named by its place.
    .map(({ place }) => ({ ...at(String(place + 1)), ...IMPORT_FAULTS.unknownColumn() }));
  const twice = keys
    .filter((key, place) => key !== undefined && keys.indexOf(key) !== place)
    .map((key) => ({ ...at(key ?? ""), ...IMPORT_FAULTS.columnTwice() }));
  return [...missing.map((heading) => ({ ...at(heading), ...IMPORT_FAULTS.missingColumn() })), ...unknown, ...twice];
}

function draftOf({ kind, keys }: Headings, { record, info }: Line): Draft {
  const cells = keys.flatMap((key, place) => (key === undefined ? [] : [[key, record[place] ?? ""] as const]));
  const beyond = record.slice(keys.length).some((cell) => cell !== "");
  return {
    line: info.lines,
    cells: new Map(cells),
    beyond,
    columnOf: (key) => headingOf(kind, key),
  };
}
