import type { ImportChange, ImportedCounts, ImportedPoints } from "#contract/imports.js";

/** Rows of counts or of points, held or brought. Due dates are replaced by their number, and no report counts them. */
export type FigureRow = ImportedCounts | ImportedPoints;
type Figure = string | number | null;

/** A figure that is held and would be other, or would be gone. */
export type Replaced = Pick<ImportChange, "held" | "brought" | "how"> & {
  readonly period: string;
  /** A field, or the number of an index. */
  readonly part: string;
  readonly procedure: string | null;
  /** Of the contract: `received`, `self`. */
  readonly key: string;
  /** Of the row brought against it; of none, of the first of its month or period. */
  readonly place: number;
};

const periodOf = (row: FigureRow): string => ("month" in row ? row.month : row.period);
const partOf = (row: FigureRow): string => ("month" in row ? row.field : String(row.index));
const procedureOf = (row: FigureRow): string | null => ("month" in row ? row.procedure : null);
const partKey = (row: FigureRow): string => `${periodOf(row)}/${partOf(row)}`;
const rowKey = (row: FigureRow): string => `${partKey(row)}/${procedureOf(row) ?? ""}`;

const COUNTS = ["received", "resolved", "overdue", "complaints", "disliked"] as const;
const figuresOf = (row: FigureRow): readonly (readonly [string, Figure])[] =>
  "month" in row
    ? COUNTS.map((key) => [key, row[key]] as const)
    : (["self", "appraised", "evidence"] as const).map((key) => [key, row[key]] as const);

/**
 * What of the held rows a replacement of whole months or periods would change or lose. What was empty may be filled in, and a
 * field that was held whole may be brought by procedures that add up to the same: nothing is lost by either.
 */
export function replacedFigures(held: readonly FigureRow[], brought: readonly FigureRow[]): Replaced[] {
  const places = {
    row: new Map<string, number>(),
    part: new Map<string, number[]>(),
    period: new Map<string, number>(),
  };
  for (const [place, row] of brought.entries()) {
    places.row.set(rowKey(row), place);
    const part = places.part.get(partKey(row));
    if (part) part.push(place);
    else places.part.set(partKey(row), [place]);
    if (!places.period.has(periodOf(row))) places.period.set(periodOf(row), place);
  }
  return held.flatMap((row): Replaced[] => {
    const of = { period: periodOf(row), part: partOf(row), procedure: procedureOf(row) };
    const same = places.row.get(rowKey(row));
    if (same !== undefined)
      return others(row, brought[same]).map((found) => ({ ...of, ...found, how: "changed", place: same }));
    const parts = places.part.get(partKey(row)) ?? [];
    const [first = places.period.get(of.period) ?? 0] = parts;
    if (of.procedure === null && parts.length > 0) {
      const sum = sumOf(parts.map((place) => brought[place] as ImportedCounts));
      return others(row, sum).map((found) => ({ ...of, ...found, how: "byProcedures", place: first }));
    }
    // One figure stands for the row.
    return others(row)
      .slice(0, 1)
      .map((found) => ({ ...of, ...found, how: "lost", place: first }));
  });
}

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
