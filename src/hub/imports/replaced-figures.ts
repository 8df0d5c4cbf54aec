import { canonicalJson } from "#contract/canonical-json.js";
import type { ImportChange, ImportedCounts, ImportedDue, ImportedFigure, ImportedPoints } from "#contract/imports.js";
import { sha256Hex } from "#platform/signing.js";

/** Rows of one kind of import, held or brought. */
export type FigureRow = ImportedCounts | ImportedDue | ImportedPoints;
type Figure = string | number | null;

/** A figure that is held and would be other, or would be gone. */
export type Replaced = {
  readonly key: ImportedFigure;
  readonly how: ImportChange["how"];
  readonly held: string | number;
  readonly brought: Figure;
  /** Of a due date there is none: it is held by its number. */
  readonly period: string | null;
  /** A field, the number of an index, or the number of a due date. */
  readonly part: string;
  readonly procedure: string | null;
  /** Of the row brought against it; of none, of the first of its month or period. */
  readonly place: number;
  /** Where one figure stands for a row that would be gone: the others that would go with it. */
  readonly besides: readonly Figure[];
};

const periodOf = (row: FigureRow): string | null => ("due" in row ? null : "month" in row ? row.month : row.period);
const partOf = (row: FigureRow): string =>
  "due" in row ? row.reference : "month" in row ? row.field : String(row.index);
const procedureOf = (row: FigureRow): string | null => ("index" in row ? null : row.procedure);
const partKey = (row: FigureRow): string => `${periodOf(row) ?? ""}/${partOf(row)}`;
/** A due date may get another procedure, and is the same row. */
const rowKey = (row: FigureRow): string => ("month" in row ? `${partKey(row)}/${row.procedure ?? ""}` : partKey(row));

const COUNTS = ["received", "resolved", "overdue", "complaints", "disliked"] as const;
const DUE = ["procedure", "due", "done"] as const;
const POINTS = ["self", "appraised", "evidence"] as const;
type Named = readonly (readonly [ImportedFigure, Figure])[];
function figuresOf(row: FigureRow): Named {
  if ("month" in row) return COUNTS.map((key) => [key, row[key]]);
  return "due" in row ? DUE.map((key) => [key, row[key]]) : POINTS.map((key) => [key, row[key]]);
}

/**
 * What of the held rows a replacement (of whole months or periods, or of single due dates) would change or lose. What was
 * empty may be filled in, and a field that was held whole may be brought by procedures that add up to the same: nothing is
 * lost by either.
 */
export function replacedFigures(held: readonly FigureRow[], brought: readonly FigureRow[]): Replaced[] {
  const places = {
    row: new Map<string, number>(),
    part: new Map<string, number[]>(),
    period: new Map<string | null, number>(),
  };
  for (const [place, row] of brought.entries()) {
    places.row.set(rowKey(row), place);
    const part = places.part.get(partKey(row));
    if (part) part.push(place);
    else places.part.set(partKey(row), [place]);
    if (!places.period.has(periodOf(row))) places.period.set(periodOf(row), place);
  }
  return held.flatMap((row): Replaced[] => {
    const of = { period: periodOf(row), part: partOf(row), procedure: procedureOf(row), besides: [] };
    const same = places.row.get(rowKey(row));
    if (same !== undefined)
      return others(row, brought[same]).map((found) => ({ ...of, ...found, how: "changed", place: same }));
    const parts = places.part.get(partKey(row)) ?? [];
    const [first = places.period.get(of.period) ?? 0] = parts;
    if (of.procedure === null && parts.length > 0) {
      const sum = sumOf(parts.map((place) => brought[place] as ImportedCounts));
      return others(row, sum).map((found) => ({ ...of, ...found, how: "byProcedures", place: first }));
    }
    const [stands, ...gone] = others(row);
    if (!stands) return [];
    return [{ ...of, ...stands, how: "lost", place: first, besides: gone.map((found) => found.held) }];
  });
}

/** A name for exactly this comparison: another figure held, or brought, gives another. Short, for it is typed at a command line. */
export const nameOfComparison = (replaced: readonly Replaced[]): string =>
  sha256Hex(canonicalJson(replaced.map(({ place: _, ...comparison }) => comparison))).slice(0, 12);

function others(held: FigureRow, brought?: FigureRow): Pick<Replaced, "key" | "held" | "brought">[] {
  const against = new Map(brought ? figuresOf(brought) : []);
  return figuresOf(held).flatMap(([key, figure]) => {
    const other = against.get(key) ?? null;
    return figure === null || figure === "" || figure === other ? [] : [{ key, held: figure, brought: other }];
  });
}

/** A count that one of the procedures lacks is lacking of the sum. */
function sumOf([first, ...rest]: readonly ImportedCounts[]): ImportedCounts | undefined {
  if (!first) return undefined;
  const sum = { ...first };
  for (const row of rest) {
    for (const key of ["received", "resolved", "overdue", "complaints"] as const) sum[key] += row[key];
    sum.disliked = sum.disliked === null || row.disliked === null ? null : sum.disliked + row.disliked;
  }
  return sum;
}
