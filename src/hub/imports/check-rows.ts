import type { ImportedCounts, ImportFault, ImportRequest } from "#contract/imports.js";
import type { KnownNames } from "#hub/imports/known-names.js";
import { IMPORT_FAULTS, type ImportFaultKey } from "#words/import-words.js";

type Checks = {
  readonly request: ImportRequest;
  readonly names: KnownNames;
  /** `2026-10-31`, local. */
  readonly today: string;
  /** Line of a row, by its place. */
  readonly lineOf: (place: number) => number;
  readonly columnOf: (key: string) => string;
};

/** What rows that are each well formed still must not say, by themselves and beside each other. */
export function checkRows({ request, names, today, lineOf, columnOf }: Checks): ImportFault[] {
  const faults: ImportFault[] = [];
  const complain = (place: number, key: string, fault: ImportFaultKey, name?: string): void =>
    void faults.push({ line: lineOf(place), column: columnOf(key), ...IMPORT_FAULTS[fault](name) });
  const seen = new Map<string, number>();
  request.rows.forEach((row, place) => {
    const key = keyOf(row);
    const above = seen.get(key);
    if (above === undefined) seen.set(key, place);
    else complain(place, firstKey(request), "rowTwice", String(lineOf(above)));
    if ("received" in row) {
      if (row.month > today.slice(0, 7)) complain(place, "month", "future");
      if (row.overdue > row.resolved) complain(place, "overdue", "moreOverdue");
      if (names.field(row.field) !== row.field) complain(place, "field", "unknownField");
      if (row.procedure !== null && names.fieldOf(row.procedure) !== row.field)
        complain(place, "procedure", "otherField");
    }
    if ("due" in row && names.procedure(row.procedure) !== row.procedure)
      complain(place, "procedure", "unknownProcedure");
    if ("due" in row && row.done !== null && row.done > today) complain(place, "done", "future");
  });
  if (request.kind === "counts") {
    const mixed = countedTwice(request.rows);
    request.rows.forEach((row, place) => {
      if (row.procedure === null && mixed.has(fieldKey(row))) complain(place, "procedure", "countedTwice");
    });
  }
  return faults;
}

const keyOf = (row: ImportRequest["rows"][number]): string => {
  if ("received" in row) return `${row.month}/${row.field}/${row.procedure ?? ""}`;
  return "due" in row ? row.reference : `${row.period}/${row.index}`;
};
const firstKey = ({ kind }: ImportRequest): string => ({ counts: "field", due: "reference", points: "index" })[kind];
const fieldKey = ({ month, field }: ImportedCounts): string => `${month}/${field}`;

/** Fields that a month counts by procedure: a row of the whole field beside those would count each dossier twice. */
const countedTwice = (rows: readonly ImportedCounts[]): ReadonlySet<string> =>
  new Set(rows.filter(({ procedure }) => procedure !== null).map(fieldKey));
