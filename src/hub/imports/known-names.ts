import type { Catalogue } from "#hub/catalogue/catalogue.js";
import { plain } from "#hub/imports/headings.js";

/** Names of fields and procedures as people and desks write them → the name that is counted by. */
export type KnownNames = {
  readonly field: (text: string) => string | undefined;
  readonly procedure: (text: string) => string | undefined;
  /** Undefined: the catalogue does not know. */
  readonly fieldOf: (procedure: string) => string | undefined;
};

export function knownNames({ fields, procedures }: Catalogue): KnownNames {
  const [field, procedure] = [new Map<string, string>(), new Map<string, string>()];
  for (const [slug, words] of fields) for (const name of [words.en, words.vi, slug]) field.set(plain(name), slug);
  for (const [slug, { name }] of procedures)
    for (const text of [name.en, name.vi, slug]) procedure.set(plain(text), slug);
  return {
    field: (text) => field.get(plain(text)),
    procedure: (text) => procedure.get(plain(text)),
    fieldOf: (slug) => procedures.get(slug)?.field,
  };
}
