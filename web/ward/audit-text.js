import { knows, say, wordsOf } from "./language.js";
import { exactNumber, number } from "./numbers.js";
import { isPeriod, momentText, periodText } from "./period.js";
import { changeText } from "./setting-text.js";

/** @import { Audit } from "../../src/contract/people.ts" */
/** @typedef {Audit["rows"][number]} Row */

const HASH = /^[0-9a-f]{64}$/;

/** What stands behind what a deed was about, in this order. */
const ORDER = [
  "name",
  "role",
  "before",
  "count",
  "rows",
  "outcome",
  "replaced",
  "figures",
  "chains",
  "links",
  "faults",
  "sha256",
];

/** @param {string} action of a newer hub, it may be unknown here */
export const actionText = (action) => (knows(`action_${action}`) ? wordsOf(`action_${action}`) : action);

/** The name of an account, or who stands for none. @param {string} person */
export function personText(person) {
  const [, token] = /^token (.+)$/.exec(person) ?? [];
  if (token) return wordsOf("person_token", { name: token });
  const [, nobody] = /^\(([a-z]+)\)$/.exec(person) ?? [];
  return nobody && knows(`person_${nobody}`) ? wordsOf(`person_${nobody}`) : person;
}

/** What a row of the log says besides who did what. @param {Row} row @param {Audit["names"]} names */
export function detailText({ action, detail }, names) {
  const changes = action.startsWith("policy.") ? changesOf(detail) : undefined;
  const rest = Object.entries(detail)
    .filter(([key]) => !changes || !["from", "to"].includes(key))
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return [
    ...rest.map(([key, value]) => `${nameOf(key, action)}: ${textOf(key, value, names)}`),
    ...(changes ?? []).map((change) => changeText(change, names.procedures)),
  ].join("; ");
}

/** @param {string} key @param {string} action */
function nameOf(key, action) {
  const known = [`detail_${key}_${action.split(".")[0]}`, `detail_${key}`].find((one) => knows(one));
  return known ? wordsOf(known) : key;
}

/** @param {string} key @param {string | number} value @param {Audit["names"]} names */
function textOf(key, value, names) {
  if (typeof value === "number") return key === "id" ? String(value) : number(value);
  if (key === "period" && isPeriod(value)) return periodText(value);
  if (key === "before") return momentText(value);
  if (HASH.test(value)) return value.slice(0, 16);
  if (key === "figures")
    return value
      .split(", ")
      .map((one) => figureText(one, names))
      .join(", ");
  const code = key === "role" ? value : key in CODES ? `${CODES[key]}_${value}` : `value_${key}_${value}`;
  return knows(code) ? wordsOf(code) : value;
}

/** `2026-10 ho-tich/khai-sinh received 10 → 12`, or how many more there are: `+3`. @param {string} text @param {Audit["names"]} names */
function figureText(text, names) {
  const [, period = "", row = "", key, from, to] = FIGURE.exec(text) ?? [];
  const [, more] = MORE.exec(text) ?? [];
  if (more) return wordsOf("andMore", { n: number(Number(more)) });
  // As an older hub noted it, perhaps.
  if (!isPeriod(period) || !knows(`figure_${key}`)) return text;
  const change = from && to ? ` ${shown(from)} → ${shown(to)}` : "";
  return `${rowText(row, names)} (${periodText(period)}): ${wordsOf(`figure_${key}`)}${change}`;
}

const FIGURE = /^(\S+) (\S+) ([a-z]+)(?: (\S+) → (\S+))?$/;
const MORE = /^\+(\d+)$/;

/** @param {string} row @param {Audit["names"]} names */
function rowText(row, { fields, procedures }) {
  if (/^\d+$/.test(row)) return wordsOf("indexOf", { n: row });
  const [field = "", procedure] = row.split("/");
  const of = fields[field];
  const its = procedures[procedure ?? ""];
  return [of ? say(of) : field, ...(procedure ? [its ? say(its) : procedure] : [])].join(": ");
}

/** @param {string} figure a number, or a dash for none */
const shown = (figure) => (figure === "–" ? figure : exactNumber(Number(figure)));

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
