import type { Words } from "#words/words.js";

/** What people call the fields and procedures behind the names that desks send. */
export type Catalogue = {
  readonly fields: ReadonlyMap<string, Words>;
  readonly procedures: ReadonlyMap<string, { readonly field: string; readonly name: Words }>;
};

/** A name that is not listed is shown as it is: the one-stop software may know procedures that nobody has listed yet. */
export const nameOfField = ({ fields }: Catalogue, field: string): Words =>
  fields.get(field) ?? { vi: field, en: field };

export const nameOfProcedure = ({ procedures }: Catalogue, procedure: string): Words =>
  procedures.get(procedure)?.name ?? { vi: procedure, en: procedure };
