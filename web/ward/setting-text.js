import { knows, say, wordsOf } from "./language.js";
import { exactNumber } from "./numbers.js";

/** @typedef {Readonly<Record<string, { vi: string, en: string }>>} Names of procedures, by their codes */

/** A policy's key as people call it; one that the page does not know stands for itself. @param {string} key */
export const keyText = (key) => (knows(`key_${key}`) ? wordsOf(`key_${key}`) : key);

/** @param {string} key @param {unknown} value @param {Names} names @returns {string} */
export function valueText(key, value, names) {
  if (value === null || value === undefined) return wordsOf("unset");
  if (typeof value === "boolean") return wordsOf(value ? "yes" : "no");
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map((one) => itemText(key, one, names)).join(", ");
  if (typeof value === "number") return exactNumber(value);
  if (typeof value === "object") return groupText(key, value, names);
  const text = String(value);
  const named = key === "mode" ? text : `${key}_${text}`;
  return knows(named) ? wordsOf(named) : text;
}

/** @param {string} key @param {unknown} item @param {Names} names */
function itemText(key, item, names) {
  const name = key === "excludedProcedures" && names[String(item)];
  return name ? `${say(name)} (${item})` : valueText(key, item, names);
}

/** @param {string} key @param {object} group @param {Names} names */
function groupText(key, group, names) {
  // Ten figures that nobody compares by eye: that there is one is what counts.
  if (key === "mapping") return wordsOf("mappingThere");
  if (Object.keys(group).length === 0) return wordsOf("unset");
  if (key === "presence" && "enabled" in group && group.enabled === false) return wordsOf("no");
  return Object.entries(group)
    .map(([part, value]) => {
      const name = knows(`part_${part}`) ? wordsOf(`part_${part}`) : part;
      const said = valueText(part, value, names);
      return value && typeof value === "object" ? `${name} (${said})` : `${name} = ${said}`;
    })
    .join(", ");
}

/** @param {{ key: string, from?: unknown, to?: unknown }} change @param {Names} names */
export const changeText = ({ key, from, to }, names) =>
  `${keyText(key)}: ${valueText(key, from, names)} → ${valueText(key, to, names)}`;
