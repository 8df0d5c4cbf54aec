import { knows, wordsOf } from "./language.js";
import { dayText, number } from "./numbers.js";
import { isPeriod, periodText } from "./period.js";
import { changeText } from "./setting-text.js";

/** @import { Audit } from "../../src/contract/people.ts" */
/** @typedef {Audit["rows"][number]} Row */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HASH = /^[0-9a-f]{64}$/;

/** @param {string} action of a newer hub, it may be unknown here */
export const actionText = (action) => (knows(`action_${action}`) ? wordsOf(`action_${action}`) : action);

/** What a row of the log says besides who did what. @param {Row} row @param {import("./setting-text.js").Names} names */
export function detailText({ action, detail }, names) {
  const changes = action.startsWith("policy.") ? changesOf(detail) : undefined;
  const rest = Object.entries(detail).filter(([key]) => !changes || !["from", "to"].includes(key));
  return [
    ...rest.map(([key, value]) => `${nameOf(key, action)}: ${textOf(key, value)}`),
    ...(changes ?? []).map((change) => changeText(change, names)),
  ].join("; ");
}

/** @param {string} key @param {string} action */
function nameOf(key, action) {
  const known = [`detail_${key}_${action.split(".")[0]}`, `detail_${key}`].find((one) => knows(one));
  return known ? wordsOf(known) : key;
}

/** @param {string} key @param {string | number} value */
function textOf(key, value) {
  if (typeof value === "number") return key === "id" ? String(value) : number(value);
  if (key === "period" && isPeriod(value)) return periodText(value);
  if (key === "before" && DAY.test(value)) return dayText(value);
  if (HASH.test(value)) return value.slice(0, 16);
  if (key === "figures") return figuresText(value);
  const code = key === "role" ? value : key in CODES ? `${CODES[key]}_${value}` : `value_${key}_${value}`;
  return knows(code) ? wordsOf(code) : value;
}

/** `2026-10 ho-tich received 10 → 12, …`, each figure by its name. @param {string} figures */
const figuresText = (figures) =>
  figures.replace(/ ([a-z]+)(?= \S+ → |,|$)/g, (all, key) =>
    knows(`figure_${key}`) ? ` ${wordsOf(`figure_${key}`)}` : all,
  );

/** What has its words from another view. @type {Record<string, string>} */
const CODES = { kind: "letter", what: "erased", state: "state" };

/** What a policy set before and sets now, as the log keeps it: two texts of JSON. @param {Row["detail"]} detail */
function changesOf({ from, to }) {
  try {
    const [before, after] = [JSON.parse(String(from)), JSON.parse(String(to))];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((key) => ({
      key,
      from: before[key],
      to: after[key],
    }));
  } catch {
    return undefined;
  }
}
