import type { ImportedCounts, ImportFault, ImportRequest } from "#contract/imports.js";
import { type Catalogue, nameOfField, nameOfProcedure } from "#hub/catalogue/catalogue.js";
import { IMPORT_FAULTS } from "#words/import-words.js";

type Brought = {
  readonly request: ImportRequest;
  readonly lineOf: (place: number) => number;
  readonly columnOf: (key: string) => string;
};
type Held = { readonly held: (month: string) => readonly ImportedCounts[]; readonly catalogue: Catalogue };

/**
 * A month is replaced whole: rows of it that are held and are not brought again would vanish without a word. One complaint
 * for each, at the first line of its month. A field that was counted whole may be brought by procedures, and the other way.
 */
export function lostRows({ request, lineOf, columnOf }: Brought, { held, catalogue }: Held): ImportFault[] {
  if (request.kind !== "counts") return [];
  const { rows } = request;
  const months = new Map<string, number>();
  for (const [place, { month }] of rows.entries()) if (!months.has(month)) months.set(month, place);
  const brings = (lost: ImportedCounts): boolean =>
    rows.some(
      ({ month, field, procedure }) =>
        month === lost.month &&
        field === lost.field &&
        (procedure === lost.procedure || procedure === null || lost.procedure === null),
    );
  return [...months].flatMap(([month, place]) =>
    held(month)
      .filter((row) => !brings(row))
      .map(({ field, procedure }) => {
        const name = procedure === null ? nameOfField(catalogue, field) : nameOfProcedure(catalogue, procedure);
        const words = { vi: IMPORT_FAULTS.lostRow(name.vi).vi, en: IMPORT_FAULTS.lostRow(name.en).en };
        return { line: lineOf(place), column: columnOf("month"), ...words };
      }),
  );
}
