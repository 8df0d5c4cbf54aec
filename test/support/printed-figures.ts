import { expect } from "vitest";
import { nameOfField, nameOfProcedure } from "#hub/catalogue/catalogue.js";
import { reasonWords } from "#words/demo-words.js";
import { reportWords as words } from "#words/report-words.js";
import { TEST_CATALOGUE } from "./office.js";
import type { PlainRow } from "./plain-figures.js";

/** `1.234 của 92,35%` → `1234`, `92.35`: numbers as a Vietnamese page prints them; a workbook's own are numbers. */
export const numbersIn = (cell: string | number | null | undefined): string[] =>
  typeof cell === "number"
    ? [Math.abs(cell) < 1 && cell !== 0 ? cell.toFixed(4) : String(cell)]
    : ((cell ?? "")
        .replace(/\.(?!\d)/g, " ")
        .replaceAll("−", "-")
        .match(/(?<![A-Z\d])[+-]?(?:\d+(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)/g)
        ?.map((text) => text.replace(/\.(?=\d{3})/g, "").replace(",", ".")) ?? []);

/** As printed: within half of its last digit. (A product rounds twice: a little more.) */
export function expectPrinted(text: string, wanted: PlainRow[string], name: string): void {
  if (wanted === null || typeof wanted === "string") {
    expect(text, name).toBe(wanted ?? "");
    return;
  }
  const digits = text.split(".")[1]?.length ?? 0;
  const slack = Number.isInteger(wanted) && digits === 0 ? 0 : 0.56;
  expect(text, name).not.toBe("");
  expect(Math.abs(Number(text) - wanted), `${name}: ${text} is not ${wanted}`).toBeLessThanOrEqual(
    slack * 10 ** -Math.max(digits, 1),
  );
}

const LEVELS = [
  ["dissatisfied", "dissatisfied"],
  ["satisfied", "satisfiedLevel"],
  ["very_satisfied", "verySatisfied"],
] as const;
const SHARE = ["value", "numerator", "denominator"];
const RANGE = ["low", "high"];
const CHANGE = ["change", "change_low", "change_high"];

/** The numbers of one row or note of the workbook, in order; undefined: of what no plain figure is known. */
export function printedNumbers(
  plain: ReadonlyMap<string, PlainRow>,
  sheet: number,
  label: string,
): PlainRow[string][] | undefined {
  const pick = (name: string, ...columns: readonly string[]): PlainRow[string][] =>
    columns.flatMap((column) => plain.get(name)?.[column] ?? []);
  // A workbook's percentage is a share.
  const shares = (name: string, ...columns: readonly string[]): PlainRow[string][] =>
    columns.flatMap((column) =>
      pick(name, column).map((value) =>
        typeof value === "number" && ["value", ...RANGE].includes(column) ? value / 100 : value,
      ),
    );
  const n = (name: string) => pick(`ward||${name}`, "numerator");
  const line = (group: string, key: string) => [
    ...pick(`${group}|${key}|transactions`, "numerator"),
    ...["satisfied", "ratingCoverage", "cameraCoverage"].flatMap((figure) =>
      shares(`${group}|${key}|${figure}`, ...(plain.get(`${group}|${key}|${figure}`)?.denominator === 0 ? [] : SHARE)),
    ),
    ...(plain.get(`${group}|${key}|meanScore`)?.denominator === 0
      ? []
      : pick(`${group}|${key}|meanScore`, "value", "denominator", ...RANGE)),
    ...pick(`${group}|${key}|satisfied`, ...CHANGE),
    ...shares(`${group}|${key}|ratedDossiers`, ...SHARE),
  ];
  const lines = (group: string, nameOf: (key: string) => string): [string, PlainRow[string][]][] =>
    [...plain.keys()]
      .map((name) => name.split("|"))
      .filter(([of, , figure]) => of === group && figure === "transactions")
      .map(([, key = ""]) => [key === "" ? words.together.vi : nameOf(key), line(group, key)]);
  const vi = (key: keyof typeof words): string => words[key].vi;
  const of = (index: number, column: string) => pick(`ward||sheet.${index}.${column}`, "value");
  const sheets: readonly [string, PlainRow[string][]][][] = [
    [
      [vi("figure"), [90, 90]],
      ...(["satisfied", "ratingCoverage", "cameraCoverage"] as const).map((figure): [string, PlainRow[string][]] => [
        vi(figure),
        [...shares(`ward||${figure}`, ...SHARE, ...RANGE), ...pick(`ward||${figure}`, ...CHANGE)],
      ]),
      [vi("meanScore"), pick("ward||meanScore", "value", "denominator", ...RANGE, ...CHANGE)],
      [vi("ratedDossiers"), shares("ward||ratedDossiers", ...SHARE, ...RANGE)],
      [vi("transactions"), n("transactions")],
      [vi("scores"), n("scores")],
      [vi("ratings"), n("ratings.total")],
      ...LEVELS.map(([level, word]): [string, PlainRow[string][]] => [vi(word), n(`ratings.${level}`)]),
      ...(["received", "resolved", "overdue", "complaints"] as const).map((what): [string, PlainRow[string][]] => [
        vi(what),
        n(`dossiers.${what}`),
      ]),
      [
        vi("withheld").split("{")[0] ?? "",
        [...n("withheld.transactions"), ...n("withheld.ratings"), ...n("source.leastK")],
      ],
    ],
    [[vi("field"), [0, 100, 90, 90]], ...lines("field", (key) => nameOfField(TEST_CATALOGUE, key).vi)],
    [[vi("procedure"), [0, 100, 90, 90]], ...lines("procedure", (key) => nameOfProcedure(TEST_CATALOGUE, key).vi)],
    [
      ...LEVELS.map(([tap, word]): [string, PlainRow[string][]] => [
        vi(word),
        LEVELS.flatMap(([level]) => n(`pairs.${tap}.${level}`)),
      ]),
      [vi("pairs"), n("pairs")],
      [vi("kappa"), pick("ward||kappa", "value", ...RANGE)],
      [vi("ac2"), pick("ward||ac2", "value", ...RANGE)],
      [vi("recall"), shares("ward||recall", "numerator", "denominator", "value", ...RANGE)],
    ],
    Object.entries(reasonWords).map(([reason, word]) => [word.vi, n(`abstentions.${reason}`)]),
    [
      [vi("uptime"), shares("ward||uptime", ...SHARE)],
      [vi("counterDays"), n("counterDays")],
    ],
    [
      [vi("overdue"), shares("ward||index54.overdue", ...SHARE)],
      [vi("complainedOrDisliked"), shares("ward||index54.disliked", ...SHARE)],
      [vi("index54Value"), shares("ward||index54", "value")],
      [Number(pick("ward||index54", "value")[0]) >= 90 ? vi("fullMarks") : vi("notFullMarks"), [90]],
    ],
    [
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((index): [string, PlainRow[string][]] => [
        `${index}. `,
        [...of(index, "self"), ...of(index, "appraised")],
      ]),
      [vi("total"), pick("ward||sheet.total", "self", "appraised")],
    ],
  ];
  const rows = sheets[sheet - 1] ?? [];
  // A note is known by how it begins; a row by its whole name, which another's may begin with.
  return (rows.find(([name]) => name === label) ?? rows.find(([name]) => label.startsWith(name)))?.[1];
}
