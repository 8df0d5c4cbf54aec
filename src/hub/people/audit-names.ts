import type { Audit } from "#contract/people.js";
import type { Catalogue } from "#hub/catalogue/catalogue.js";
import type { Words } from "#words/words.js";

/** What people call the fields and procedures that the rows of the log name by their codes. */
export function namesIn(rows: Pick<Audit, "rows">["rows"], { fields, procedures }: Catalogue): Audit["names"] {
  const texts = rows.flatMap(({ detail }) => Object.values(detail)).filter((value) => typeof value === "string");
  const said = new Set(texts.flatMap((text) => text.match(/[a-z0-9-]+/g) ?? []));
  const those = (names: Iterable<readonly [string, Words]>): Record<string, Words> =>
    Object.fromEntries([...names].filter(([code]) => said.has(code)));
  return {
    fields: those(fields),
    procedures: those([...procedures].map(([code, { name }]) => [code, name] as const)),
  };
}
