import { make, write } from "./elements.js";
import { languageNow, say, wordsOf } from "./language.js";
import { barOf, CHECKS_OF, figureText, limitsText } from "./rows.js";
import { settings } from "./settings.js";

/** @import { Check, Remedy, Row, RowVerdict } from "../../src/contract/calibration.ts" */
/** @import { WizardStep } from "../../src/contract/wizard.ts" */

export const ICONS = { pass: "✓", warn: "!", fail: "✕", unmeasured: "–", incomplete: "–" };

/** Rows of another step that this one also shows: what happens there changes them. */
const ALSO = /** @type {Partial<Record<WizardStep, readonly Check[]>>} */ ({ zone: ["faces"], soak: ["stalls"] });

/** @param {Row} row */
export function figureOf({ figure, unit }) {
  const format = settings.figures[unit];
  return figure === null || !format ? "–" : figureText(figure, format, languageNow());
}

/** @param {Row} row */
export function limitsOf(row) {
  const format = settings.figures[row.unit];
  if (!format) return "";
  const templates = { within: wordsOf("limitsWithin"), least: wordsOf("limitsLeast"), most: wordsOf("limitsMost") };
  return limitsText(row, format, templates, languageNow());
}

/** @param {Remedy} remedy */
export function remedyOf({ code, by, unit }) {
  const template = settings.remedies[code];
  if (!template) return "";
  if (by === undefined) return say(template.plain);
  return say(template.much).replace("{much}", unit === "degrees" ? `${by}°` : `${by} cm`);
}

/** @param {Row} row */
export function sawOf({ detail }) {
  if (!detail) return "";
  const what =
    detail === "expression" ? { vi: wordsOf("readable"), en: wordsOf("readable") } : settings.reasons[detail];
  return what ? wordsOf("mostlySeen", { what: say(what) }) : "";
}

/**
 * @param {HTMLElement} list with `data-rows`
 * @param {(check: Check) => HTMLElement | null} toolsOf
 */
export function createRowList(list, toolsOf = () => null) {
  const step = /** @type {WizardStep} */ (list.dataset.rows);
  const checks = [...CHECKS_OF[step], ...(ALSO[step] ?? [])];
  const items = new Map(checks.map((check) => [check, createItem(toolsOf(check))]));
  list.replaceChildren(...[...items.values()].map(({ item }) => item));
  return {
    /** @param {readonly Row[]} rows */
    show(rows) {
      for (const [check, { show }] of items) {
        const row = rows.find((one) => one.check === check);
        if (row) show(row);
      }
    },
  };
}

/** @param {HTMLElement | null} tools */
function createItem(tools) {
  const icon = make("span", { class: "icon", "aria-hidden": "true" });
  const name = make("span", { class: "name" });
  const verdict = make("span", { class: "word" });
  const figure = make("span", { class: "figure" });
  const limits = make("span", { class: "limits" });
  const bar = make("div", { class: "bar", "aria-hidden": "true" });
  const pin = make("i", { class: "at" });
  const saw = make("p", { class: "saw" });
  const remedy = make("p", { class: "remedy" });
  const item = make(
    "li",
    { class: "row" },
    make("div", { class: "head" }, icon, name, verdict),
    make("div", { class: "measured" }, figure, limits),
    bar,
    saw,
    remedy,
    ...(tools ? [tools] : []),
  );
  let drawn = "";
  /** @param {Row} row */
  const show = (row) => {
    item.dataset.verdict = row.verdict;
    item.dataset.check = row.check;
    write(icon, ICONS[row.verdict]);
    const optional = settings.optional.includes(row.check) ? ` (${wordsOf("optional")})` : "";
    write(name, `${say(settings.checks[row.check])}${optional}`);
    write(verdict, say(settings.verdicts[row.verdict]));
    write(figure, figureOf(row));
    write(limits, limitsOf(row));
    write(saw, row.verdict === "pass" ? "" : sawOf(row));
    write(remedy, row.remedy ? remedyOf(row.remedy) : "");
    const { segments, at } = barOf(row);
    const now = JSON.stringify(segments);
    if (now !== drawn) bar.replaceChildren(...segments.map(segmentOf), pin);
    drawn = now;
    pin.hidden = at === null;
    pin.style.left = `${(at ?? 0) * 100}%`;
  };
  return { item, show };
}

/** @param {{ from: number, to: number, verdict: RowVerdict }} segment */
function segmentOf({ from, to, verdict }) {
  const part = make("span", { "data-verdict": verdict });
  part.style.width = `${(to - from) * 100}%`;
  return part;
}
