import type { AnyReport, Change, Changes, Figures, RatingsLine, Report, ReportLine, Share } from "#contract/reports.js";
import { FORM_WORDS } from "#words/report-form-words.js";
import { reportWords } from "#words/report-words.js";
import type { Words } from "#words/words.js";

type Row = readonly (string | number | null)[];
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
  const rows: Row[] = [
    HEAD,
    ...lineRows({ period, k: source.k, group: "ward" }, total),
    ...fields.flatMap((line) => lineRows({ period, k: source.k, group: "field" }, line)),
    ...procedures.flatMap((line) => lineRows({ period, k: source.k, group: "procedure" }, line)),
    ...(report.form === "full" ? cameraRows(ward, report) : []),
    ward("withheld.transactions", withheld.transactions),
    ward("withheld.ratings", withheld.ratings),
    ...(index54
      ? [
          ward("index54.overdue", index54.overdue, index54.resolved, index54.overduePercent),
          ward("index54.disliked", index54.disliked, index54.resolved, index54.dislikedPercent),
          ward("index54", null, null, index54.value),
        ]
      : []),
    ...(sheet?.rows.flatMap(({ index, self, appraised }) => [
      ward(`sheet.${index}.self`, null, null, self),
      ward(`sheet.${index}.appraised`, null, null, appraised),
    ]) ?? []),
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

type MakeRow = (figure: string, ...rest: Row) => Row;

const cameraRows = (ward: MakeRow, { abstentionReasons, agreement, uptime }: Report): Row[] => [
  ...Object.entries(abstentionReasons).map(([reason, n]) => ward(`abstentions.${reason}`, n)),
  ...(agreement.outcome === "shown"
    ? agreement.matrix.flatMap((row, i) =>
        row.map((n, j) => ward(`pairs.${agreement.levels[i]}.${agreement.levels[j]}`, n)),
      )
    : []),
  shareRow(ward, "uptime", uptime.reported),
];

function lineRows(
  { period, k, group }: { readonly period: string; readonly k: number; readonly group: string },
  { key, name, figures, changes, dossiers, ratedDossiers }: ReportLine | RatingsLine,
): Row[] {
  const row = (figure: string, ...rest: Row): Row => [period, group, key, name.vi, name.en, figure, ...rest];
  return [
    row("transactions", figures.transactions),
    ...("scores" in figures ? [row("scores", figures.scores), row("abstentions", figures.abstentions)] : []),
    row("ratedTransactions", figures.ratedTransactions),
    ...Object.entries(figures.ratings).map(([level, n]) => row(`ratings.${level}`, n ?? `< ${k}`)),
    shareRow(row, "satisfied", figures.satisfied, changes.satisfied),
    shareRow(row, "ratingCoverage", figures.ratingCoverage, changes.ratingCoverage),
    ...("cameraCoverage" in figures && "cameraCoverage" in changes ? cameraLineRows(row, figures, changes) : []),
    ...(dossiers ? Object.entries(dossiers).map(([figure, n]) => row(`dossiers.${figure}`, n)) : []),
    ...(dossiers ? [shareRow(row, "ratedDossiers", ratedDossiers)] : []),
  ];
}

const cameraLineRows = (row: MakeRow, { cameraCoverage, meanScore }: Figures, changes: Changes): Row[] => [
  shareRow(row, "cameraCoverage", cameraCoverage, changes.cameraCoverage),
  row(
    "meanScore",
    null,
    meanScore?.n ?? 0,
    ...(meanScore ? [meanScore.value, meanScore.low, meanScore.high] : [null, null, null]),
    ...changeCells(changes.meanScore),
  ),
];

function shareRow(row: MakeRow, figure: string, share: Share | null, change: Change | null = null): Row {
  if (!share) return row(figure, 0, 0, null, null, null, ...changeCells(change));
  const percent = (value: number): string => (value * 100).toFixed(2);
  return row(figure, share.n, share.of, share.percent, percent(share.low), percent(share.high), ...changeCells(change));
}

const rangeText = ({ first, last }: Report["source"]["cells"]): string | null =>
  first === null || last === null ? null : `${first}-${last}`;

const changeCells = (change: Change | null): Row =>
  change ? [change.difference, change.low, change.high, change.clear ? "yes" : "no"] : [null, null, null, null];

const pad = (row: Row): Row => [...row, ...Array.from({ length: HEAD.length - row.length }, () => null)];

/** A name that a spreadsheet would take for a formula, full-width signs too, is made a text; a number is never one. */
function cellText(cell: Row[number]): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = /^[=+@\t\r\n＝＋－＠]|^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
