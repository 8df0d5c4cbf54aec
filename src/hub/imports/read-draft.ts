import {
  type ImportedCounts,
  type ImportedDue,
  type ImportedPoints,
  type ImportFault,
  type ImportKind,
  type ImportRequest,
  runningNumberSchema,
} from "#contract/imports.js";
import { periodSchema } from "#contract/period.js";
import { readCount, readDate, readMonth, readPoints, type Value } from "#hub/imports/cell-values.js";
import { namesTotal } from "#hub/imports/headings.js";
import type { KnownNames } from "#hub/imports/known-names.js";
import { IMPORT_FAULTS, type ImportFaultKey } from "#words/import-words.js";

/** One line of a file, before it is understood. */
export type Draft = {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
  /** It has more cells than there are headings. */
  readonly beyond: boolean;
  readonly columnOf: (key: string) => string;
};
export type Understood = { readonly request: ImportRequest; readonly lines: readonly number[] };

/** Every line understood, or every complaint about every line. */
export function readDrafts(
  kind: ImportKind,
  drafts: readonly Draft[],
  names: KnownNames,
): Understood | { readonly faults: readonly ImportFault[] } {
  const faults: ImportFault[] = [];
  const readers = drafts.map((draft) => new DraftReader(draft, names, faults));
  const rows = readers.map((reader) => ({ counts: countsOf, due: dueOf, points: pointsOf })[kind](reader));
  if (faults.length > 0) return { faults };
  // No complaint: every cell of every row has its value.
  return { request: { kind, rows } as ImportRequest, lines: drafts.map(({ line }) => line) };
}

class DraftReader {
  readonly #draft: Draft;
  readonly #faults: ImportFault[];
  readonly names: KnownNames;

  constructor(draft: Draft, names: KnownNames, faults: ImportFault[]) {
    this.#draft = draft;
    this.#faults = faults;
    this.names = names;
    if (draft.beyond) this.complain("", "tooManyCells");
  }

  /** Undefined once a complaint was noted. */
  read<T>(key: string, reader: (text: string) => Value<T>): T | undefined {
    const read = reader(this.text(key));
    if ("value" in read) return read.value;
    this.complain(key, read.fault);
    return undefined;
  }

  text(key: string): string {
    return this.#draft.cells.get(key) ?? "";
  }

  complain(key: string, fault: ImportFaultKey): void {
    const column = key === "" ? "" : this.#draft.columnOf(key);
    this.#faults.push({ line: this.#draft.line, column, ...IMPORT_FAULTS[fault](shownName(this.text(key))) });
  }
}

/** Only what looks like a name is said again: never a number, which might be of a dossier or of a citizen. */
const shownName = (text: string): string => (/^[\p{L}\p{M} ,()-]{1,60}$/u.test(text) ? text : "");

const known =
  (find: (text: string) => string | undefined, fault: ImportFaultKey) =>
  (text: string): Value<string> => {
    const value = find(text);
    return value === undefined ? { fault } : { value };
  };

function countsOf(row: DraftReader): Partial<ImportedCounts> {
  const { names } = row;
  const field = row.read("field", known(names.field, "unknownField"));
  const procedure =
    row.text("procedure") === ""
      ? null
      : row.read(
          "procedure",
          known(names.procedure, namesTotal(row.text("procedure")) ? "totalRow" : "unknownProcedure"),
        );
  if (field && procedure && names.fieldOf(procedure) !== field) row.complain("procedure", "otherField");
  const count = (key: string): number | undefined => row.read(key, readCount);
  const [received, resolved, overdue] = [count("received"), count("resolved"), count("overdue")];
  const complaints = count("complaints");
  const disliked = row.text("disliked") === "" ? null : count("disliked");
  const month = row.read("month", readMonth);
  return { month, field, procedure, received, resolved, overdue, complaints, disliked } as Partial<ImportedCounts>;
}

function dueOf(row: DraftReader): Partial<ImportedDue> {
  const reference = row.read("reference", (text) =>
    runningNumberSchema.safeParse(text).success ? { value: text } : { fault: "notRunningNumber" },
  );
  const procedure = row.read("procedure", known(row.names.procedure, "unknownProcedure"));
  const due = row.read("due", readDate);
  const done = row.text("done") === "" ? null : row.read("done", readDate);
  return { reference, procedure, due, done } as Partial<ImportedDue>;
}

function pointsOf(row: DraftReader): Partial<ImportedPoints> {
  const period = row.read("period", readPeriod);
  const index = row.read<number>("index", (text) =>
    /^[1-9]$/.test(text) ? { value: Number(text) } : { fault: "notIndex" },
  );
  const [self, appraised] = [row.read("self", readPoints), row.read("appraised", readPoints)];
  const evidence = row.read("evidence", (text) => (text.length > 500 ? { fault: "longEvidence" } : { value: text }));
  return { period, index, self, appraised, evidence } as Partial<ImportedPoints>;
}

/** A quarter, or any way of writing a month. */
function readPeriod(text: string): Value<string> {
  const [, quarter, year] = /^(?:quý\s*|q)([1-4]|iv|i{1,3})(?:[-/]|\s+năm\s+)(20\d{2})$/i.exec(text) ?? [];
  const n = ["I", "II", "III", "IV"].indexOf(quarter?.toUpperCase() ?? "") + 1 || quarter;
  const written = n && year ? `${year}-Q${n}` : text.toUpperCase();
  if (periodSchema.safeParse(written).success) return { value: written };
  const month = readMonth(text);
  return "value" in month ? month : { fault: "notPeriod" };
}
