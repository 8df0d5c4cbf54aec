import { type ImportChange, type ImportKind, MOST_SHOWN_CHANGES } from "#contract/imports.js";
import { type Catalogue, nameOfField, nameOfProcedure } from "#hub/catalogue/catalogue.js";
import type { Replaced } from "#hub/imports/replaced-figures.js";
import { indexWords } from "#words/import-words.js";
import type { Words } from "#words/words.js";

type Places = {
  readonly kind: ImportKind;
  readonly lineOf: (place: number) => number;
  readonly columnOf: (key: string) => string;
};
export type ImportConflict = { readonly changes: readonly ImportChange[]; readonly more: number };

/** As people read them: the first of them, and how many more there are. */
export function shownChanges(replaced: readonly Replaced[], places: Places, catalogue: Catalogue): ImportConflict {
  const shown = replaced.slice(0, MOST_SHOWN_CHANGES);
  return {
    changes: shown.map(({ period, place, key, held, brought, how, ...row }) => ({
      ...{ line: places.lineOf(place), column: places.columnOf(key), period },
      ...(places.kind === "points" ? indexWords(row.part) : nameOf(row, catalogue)),
      ...{ held, brought, how },
    })),
    more: replaced.length - shown.length,
  };
}

function nameOf({ part, procedure }: Pick<Replaced, "part" | "procedure">, catalogue: Catalogue): Words {
  const field = nameOfField(catalogue, part);
  if (procedure === null) return field;
  const { vi, en } = nameOfProcedure(catalogue, procedure);
  return { vi: `${field.vi}: ${vi}`, en: `${field.en}: ${en}` };
}

/** For the audit log: figures only, never the words of an evidence. */
export function notedChanges(replaced: readonly Replaced[]): Record<string, string | number> {
  if (replaced.length === 0) return {};
  const shown = replaced.slice(0, MOST_SHOWN_CHANGES).map(({ period, part, procedure, key, held, brought }) => {
    const figure = (value: Replaced["brought"]): string => (value === null ? "–" : String(value));
    const what = `${period} ${[part, ...(procedure === null ? [] : [procedure])].join("/")} ${key}`;
    return key === "evidence" ? what : `${what} ${figure(held)} → ${figure(brought)}`;
  });
  const more = replaced.length - shown.length;
  return { replaced: replaced.length, figures: [...shown, ...(more > 0 ? [`+${more}`] : [])].join(", ") };
}
