import { type ImportChange, type ImportKind, MOST_SHOWN_CHANGES } from "#contract/imports.js";
import { type Catalogue, nameOfField, nameOfProcedure } from "#hub/catalogue/catalogue.js";
import type { Replaced } from "#hub/imports/replaced-figures.js";
import type { AuditDetail } from "#hub/people/audit.js";
import { dueWords, indexWords } from "#words/import-words.js";
import type { Words } from "#words/words.js";

type Places = {
  readonly kind: ImportKind;
  readonly lineOf: (place: number) => number;
  readonly columnOf: (key: string) => string;
};
type Changes = { readonly changes: readonly ImportChange[]; readonly more: number };
/** `replace` allows exactly these. */
export type Conflict = Changes & {
  readonly replace: string;
  /** Something was allowed, but of another comparison than this. */
  readonly changedSince: boolean;
};

/** As people read them: the first of them, and how many more there are. */
export function shownChanges(replaced: readonly Replaced[], places: Places, catalogue: Catalogue): Changes {
  const figure = (key: string, value: string | number): ImportChange["held"] =>
    key === "procedure" ? nameOfProcedure(catalogue, String(value)) : value;
  const shown = replaced.slice(0, MOST_SHOWN_CHANGES);
  return {
    changes: shown.map(({ period, place, key, held, brought, how, part, procedure }) => ({
      ...{ line: places.lineOf(place), column: places.columnOf(key), key, period },
      ...nameOf(places.kind, { part, procedure }, catalogue),
      ...{ held: figure(key, held), brought: brought === null ? null : figure(key, brought), how },
    })),
    more: replaced.length - shown.length,
  };
}

type Row = Pick<Replaced, "part" | "procedure">;
function nameOf(kind: ImportKind, { part, procedure }: Row, catalogue: Catalogue): Words {
  const whole = { counts: nameOfField(catalogue, part), due: dueWords(part), points: indexWords(part) }[kind];
  if (procedure === null) return whole;
  const { vi, en } = nameOfProcedure(catalogue, procedure);
  return { vi: `${whole.vi}: ${vi}`, en: `${whole.en}: ${en}` };
}

/**
 * For the audit log: figures only, never the words of an evidence. Of due dates only how many, for the log outlives them and
 * their numbers.
 */
export function notedChanges(kind: ImportKind, replaced: readonly Replaced[]): AuditDetail {
  if (replaced.length === 0) return {};
  if (kind === "due") return { replaced: replaced.length };
  const shown = replaced.slice(0, MOST_SHOWN_CHANGES).map(({ period, part, procedure, key, held, brought }) => {
    const figure = (value: Replaced["brought"]): string => (value === null ? "–" : String(value));
    const what = `${period} ${[part, ...(procedure === null ? [] : [procedure])].join("/")} ${key}`;
    return key === "evidence" ? what : `${what} ${figure(held)} → ${figure(brought)}`;
  });
  const more = replaced.length - shown.length;
  return { replaced: replaced.length, figures: [...shown, ...(more > 0 ? [`+${more}`] : [])].join(", ") };
}
