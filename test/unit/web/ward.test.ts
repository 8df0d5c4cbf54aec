import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CELL_REFUSALS, STANDINGS } from "#contract/city.js";
import { CONCERNS } from "#contract/fleet.js";
import { LETTER_KINDS } from "#contract/letters.js";
import { NOTE_CODES } from "#contract/ward-views.js";
import { BANDS } from "#hub/report/cell.js";
import { cityPageWords } from "#words/city/city-page-words.js";
import { cityViewWords } from "#words/city/city-view-words.js";
import { wardNewsWords } from "#words/city/ward-news-words.js";
import { wardPageWords } from "#words/ward/ward-page-words.js";

/** Of a page's own folder, and of what it has in common with the other. */
const textsOf = (page: string): string[] =>
  ["figures", page].flatMap((name) => {
    const folder = new URL(`../../../web/${name}/`, import.meta.url);
    return readdirSync(folder)
      .filter((file) => /\.(js|html)$/.test(file))
      .map((file) => readFileSync(new URL(file, folder), "utf8"));
  });
const texts = textsOf("ward");

it("the page says nothing that is not in its catalogue, and the catalogue nothing that the page does not say", () => {
  const named = texts.flatMap((text) =>
    [...text.matchAll(/(?:wordsOf\(\s*|data-words=|data-label=)"(\w+)"/g)].map(([, key]) => key ?? ""),
  );
  expect(named.filter((key) => !(key in wardPageWords))).toEqual([]);
  // By a code, or by a name that stands in a list.
  const all = texts.join("\n");
  const said = (key: string): boolean =>
    named.includes(key) || all.includes(`"${key}"`) || all.includes(`${key}:`) || made(key, all);
  expect(Object.keys(wardPageWords).filter((key) => !said(key))).toEqual([]);
});

/** `concern_offline` of `concern_${…}`, `cameraHint` of `${…}Hint`. */
function made(key: string, all: string): boolean {
  const [, prefix = ""] = /^([a-zA-Z]+)_/.exec(key) ?? [];
  const codes: readonly string[] = [...NOTE_CODES, ...BANDS, "rose", "fell", "noise", "unknown"];
  const others = ["act", "look", "good", "calm", "dissatisfied", "satisfied", "very_satisfied", "few", "none"];
  const roles = ["viewer", "operator", "admin", "active", "advisory", "suspended"];
  return (
    (prefix !== "" && all.includes(`\`${prefix}_$`)) ||
    prefix === "consent" ||
    ["Hint", "Means"].some((end) => key.endsWith(end) && all.includes(`}${end}\``)) ||
    [...codes, ...others, ...roles].includes(key)
  );
}

it("has a sentence for every code that the hub may send", () => {
  const needed = [
    ...NOTE_CODES,
    ...BANDS,
    ...CONCERNS.map((concern) => `concern_${concern}`),
    ...LETTER_KINDS.map((kind) => `letter_${kind}`),
  ];
  expect(needed.filter((key) => !(key in wardPageWords))).toEqual([]);
});

it("the city's page says nothing that is not in its catalogue, has a sentence for every code, and nothing idle of its own", () => {
  const of = textsOf("city");
  const named = of.flatMap((text) =>
    [...text.matchAll(/(?:wordsOf\(\s*|data-words=|data-label=)"(\w+)"/g)].map(([, key]) => key ?? ""),
  );
  const codes = [
    ...CELL_REFUSALS.map((why) => `refused_${why}`),
    ...STANDINGS.map((standing) => `standing_${standing}`),
    ...STANDINGS.filter((standing) => standing !== "heard").map((standing) => `todo_${standing}`),
  ];
  expect([...named, ...codes].filter((key) => !(key in cityPageWords))).toEqual([]);
  const all = of.join("\n");
  const own = Object.keys({ ...cityViewWords, ...wardNewsWords });
  const said = (key: string): boolean => all.includes(`"${key}"`) || all.includes(`\`${key.split("_")[0]}_$`);
  expect(own.filter((key) => !said(key))).toEqual([]);
});
