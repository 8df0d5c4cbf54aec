import type { Words } from "#words/words.js";

export type Catalogue = Readonly<Record<string, Words>>;

/** One catalogue of several. A key that two of them have would let one speak for the other. */
export function together(...catalogues: readonly Catalogue[]): Catalogue {
  const all: Record<string, Words> = {};
  for (const catalogue of catalogues)
    for (const [key, words] of Object.entries(catalogue)) {
      if (key in all) throw new Error(`two sentences are called ${key}`);
      all[key] = words;
    }
  return all;
}
