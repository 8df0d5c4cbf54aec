import type {
  AnyReport,
  Change,
  Changes,
  Dossiers,
  Figures,
  RatingsLine,
  Report,
  ReportLine,
  Sheet,
} from "#contract/reports.js";
import { cameraRows } from "#hub/paper/csv-camera-rows.js";
import { changeCells, type MakeRow, type Row, type SayRow, shareRow } from "#hub/paper/csv-row.js";
import { hundredthsText } from "#hub/report/half-up.js";
import { FORM_WORDS } from "#words/report-form-words.js";
import { BAND_WORDS, reportWords } from "#words/report-words.js";
import type { Words } from "#words/words.js";

const HEAD = [
  "period",
  "group",
  "key",
  "name_vi",
  "name_en",
  "figure",
  "numerator",
  "denominator",
  "value",
  "low",
  "high",
  "change",
  "change_low",
  "change_high",
  "change_clear",
];

/** One figure a row, for whoever reckons on: names as desks send them, a point as decimal mark, shares in per cent. */
export function reportCsv(report: AnyReport, revision: number): string {
  const { form, period, total, fields, procedures, withheld, index54, sheet, source } = report;
  const ward = (figure: string, ...rest: Row): Row => [period, "ward", "", "", "", figure, ...rest];
  const said = (figure: string, { vi, en }: Words, value: Row[number] = null): Row => [
    ...[period, "ward", "", ...[vi, en].map((text) => text.replace("{k}", String(source.k)))],
    ...[figure, null, null, value],
  ];
  const about = { period, k: source.k, imported: report.missingImports.length === 0 };
  const rows: Row[] = [
    HEAD,
    ...lineRows({ ...about, group: "ward" }, total),
    ...fields.flatMap((line) => lineRows({ ...about, group: "field" }, line)),
    ...procedures.flatMap((line) => lineRows({ ...about, group: "procedure" }, line)),
    ...(report.form === "full" ? cameraRows(ward, said, report) : []),
    ward("withheld.transactions", withheld.transactions),
    ward("withheld.ratings", withheld.ratings),
    ...(index54
      ? [
          ward("index54.overdue", index54.overdue, index54.resolved, index54.overduePercent),
          ward("index54.disliked", index54.disliked, index54.resolved, index54.dislikedPercent),
          ward("index54", null, null, index54.value),
        ]
      : []),
    ...(sheet ? sheetRows(ward, said, sheet) : []),
    said("source.form", FORM_WORDS[form].holds ?? FORM_WORDS[form].title, form),
    ...(total.figures.transactions === 0 ? [said("source.no_data", reportWords.noData)] : []),
    ...(source.simulatedUntil === null
      ? []
      : [said("source.simulated_until", reportWords.simulated, source.simulatedUntil)]),
    ward("source.revision", revision),
    ward("source.policy", source.policy),
    ward("source.k", source.k),
    ward("source.leastK", source.leastK),
    ward("source.cells", source.cells.n, null, rangeText(source.cells)),
    ward("source.sha256", null, null, source.sha256),
    ward("source.query", null, null, source.query),
  ];
  return `\ufeff${rows.map((row) => pad(row).map(cellText).join(",")).join("\r\n")}\r\n`;
}

function sheetRows(ward: MakeRow, said: SayRow, sheet: Sheet): Row[] {
  const total = (of: "self" | "appraised"): Row[] => {
    const sum = sheet[of];
    return [
      ward(`sheet.total.${of}`, null, null, sum && hundredthsText(sum.hundredths)),
      ...(sum ? [said(`sheet.band.${of}`, BAND_WORDS[sum.band], sum.band)] : []),
    ];
  };
  return [
    ...sheet.rows.flatMap(({ index, self, appraised, evidence }) => [
      ward(`sheet.${index}.self`, null, null, self),
      ward(`sheet.${index}.appraised`, null, null, appraised),
      ward(`sheet.${index}.evidence`, null, null, evidence),
    ]),
    ...total("self"),
    ...total("appraised"),
  ];
}

type LinesAbout = {
  readonly period: string;
  readonly k: number;
  readonly group: string;
  /** Each month has imported counts. */
  readonly imported: boolean;
};

function lineRows(
  { period, k, group, imported }: LinesAbout,
  { key, name, figures, changes, dossiers, ratedDossiers }: ReportLine | RatingsLine,
): Row[] {
  const row = (figure: string, ...rest: Row): Row => [period, group, key, name.vi, name.en, figure, ...rest];
  const few = (n: number): Row[number] => fewText(n, k);
  return [
    row("transactions", figures.transactions),
    ...("scores" in figures ? [row("scores", figures.scores), row("abstentions", figures.abstentions)] : []),
    row("ratedTransactions", figures.ratedTransactions),
    ...Object.entries(figures.ratings).map(([level, n]) => row(`ratings.${level}`, n ?? `< ${k}`)),
    shareRow(row, "satisfied", figures.satisfied, changes.satisfied, few(figures.ratings.total)),
    shareRow(row, "ratingCoverage", figures.ratingCoverage, changes.ratingCoverage, few(figures.transactions)),
    ...("cameraCoverage" in figures && "cameraCoverage" in changes ? cameraLineRows(row, k, figures, changes) : []),
    ...(dossiers ? Object.entries(dossiers).map(([figure, n]) => row(`dossiers.${figure}`, n)) : []),
    ...(dossiers ? [shareRow(row, "ratedDossiers", ratedDossiers, null, nothingOf(dossiers, figures, imported))] : []),
  ];
}

/** What stands for a share or mean that is not there: 0 is of none, `< k` of few. */
const fewText = (n: number, k: number): Row[number] => (n === 0 ? 0 : `< ${k}`);

/** Of a month that was not imported, or whose counts do not fit, it is not known. */
const nothingOf = ({ received }: Dossiers, { ratings }: RatingsLine["figures"], imported: boolean): Row[number] =>
  imported && received === 0 && ratings.total === 0 ? 0 : null;

const cameraLineRows = (row: MakeRow, k: number, figures: Figures, changes: Changes): Row[] => [
  shareRow(row, "cameraCoverage", figures.cameraCoverage, changes.cameraCoverage, fewText(figures.transactions, k)),
  meanRow(row, k, figures, changes.meanScore),
];

const meanRow = (row: MakeRow, k: number, { meanScore, scores }: Figures, change: Change | null): Row =>
  row(
    "meanScore",
    null,
    meanScore?.n ?? fewText(scores, Math.max(2, k)),
    ...(meanScore ? [meanScore.value, meanScore.low, meanScore.high] : [null, null, null]),
    ...changeCells(change),
  );

const rangeText = ({ first, last }: Report["source"]["cells"]): string | null =>
  first === null || last === null ? null : `${first}-${last}`;

const pad = (row: Row): Row => [...row, ...Array.from({ length: HEAD.length - row.length }, () => null)];

/** A name that a spreadsheet would take for a formula, full-width signs too, is made a text; a number is never one. */
function cellText(cell: Row[number]): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = /^[=+@\t\r\n＝＋－＠]|^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
