import { make } from "./elements.js";
import { ask } from "./hub.js";
import { say, wordsOf } from "./language.js";
import { goTo } from "./route.js";

/** @import { Breakdown } from "../../src/contract/ward-views.ts" */
/** @typedef {{ by: Breakdown["by"], key: string }} Only one field, procedure or part of the day */
/** @typedef {{ by: Breakdown["by"], rows: { key: string, name: string }[] }} Group */

const GROUPINGS = /** @type {const} */ (["field", "procedure", "band"]);

/** @param {string} of as it stands in the address: `field.dat-dai` @returns {Only | null} */
export function onlyOf(of) {
  const [grouping = "", key = ""] = of.split(".");
  const by = GROUPINGS.find((one) => one === grouping);
  return by && key ? { by, key } : null;
}

/** What there is to choose in a span, by name; of what cannot be asked, nothing. @param {{ from: string, to: string }} span */
export const askGroups = (span) =>
  Promise.all(
    GROUPINGS.map(async (by) => {
      const answer = await ask("GET", `/v1/ward/breakdown?${new URLSearchParams({ ...span, by })}`);
      const rows = answer.ok ? /** @type {Breakdown} */ (answer.body).rows : [];
      const named = rows.flatMap(({ key, name }) => (key === null ? [] : [{ key, name: nameOf(by, key, name) }]));
      return { by, rows: by === "band" ? named : named.sort((a, b) => a.name.localeCompare(b.name, "vi")) };
    }),
  );

/** @param {Breakdown["by"]} by @param {string} key @param {{ vi: string, en: string } | null} name */
const nameOf = (by, key, name) => (by === "band" ? wordsOf(key) : name ? say(name) : key);

/** @param {readonly Group[]} groups @param {Only} only */
export const nameOfOnly = (groups, { by, key }) =>
  groups.find((group) => group.by === by)?.rows.find((row) => row.key === key)?.name ?? key;

/** Whose course is shown; it stands in the address. @param {readonly Group[]} groups @param {{ only: Only | null, step: string }} chosen */
export function makeOnly(groups, { only, step }) {
  const chosen = only ? `${only.by}.${only.key}` : "";
  const option = (/** @type {string} */ value, /** @type {string} */ name) =>
    make("option", { value, ...(value === chosen ? { selected: "" } : {}) }, name);
  const listed = groups.map(({ by, rows }) => ({
    by,
    rows: rows.map(({ key, name }) => ({ of: `${by}.${key}`, name })),
  }));
  const isListed = listed.some(({ rows }) => rows.some(({ of }) => of === chosen));
  const select = make(
    "select",
    {},
    option("", wordsOf("wholeOffice")),
    // From a link of another time.
    ...(only && !isListed ? [option(chosen, only.key)] : []),
    ...listed
      .filter(({ rows }) => rows.length > 0)
      .map(({ by, rows }) => make("optgroup", { label: wordsOf(by) }, ...rows.map(({ of, name }) => option(of, name)))),
  );
  select.addEventListener("change", () => goTo({ by: step, of: select.value }));
  return make("label", { class: "choice" }, make("span", { class: "hint" }, wordsOf("courseOf")), select);
}
