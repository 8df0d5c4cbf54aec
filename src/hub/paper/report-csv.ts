import type { Change, Figures, Report, ReportLine, Share } from "#contract/reports.js";

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
export function reportCsv(report: Report, revision: number): string {
  const { period, total, fields, procedures, abstentionReasons, agreement, uptime, withheld, index54, sheet, source } =
    report;
  const ward = (figure: string, ...rest: Row): Row => [period, "ward", "", "", "", figure, ...rest];
  const rows: Row[] = [
    HEAD,
    ...lineRows({ period, k: source.k, group: "ward" }, total),
    ...fields.flatMap((line) => lineRows({ period, k: source.k, group: "field" }, line)),
    ...procedures.flatMap((line) => lineRows({ period, k: source.k, group: "procedure" }, line)),
    ...Object.entries(abstentionReasons).map(([reason, n]) => ward(`abstentions.${reason}`, n)),
    ...(agreement.outcome === "shown"
      ? agreement.matrix.flatMap((row, i) =>
          row.map((n, j) => ward(`pairs.${agreement.levels[i]}.${agreement.levels[j]}`, n)),
        )
      : []),
    ...(uptime ? [shareRow(ward, "uptime", uptime.reported)] : []),
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
    ...(source.simulatedUntil === null ? [] : [ward("source.simulated_until", null, null, source.simulatedUntil)]),
    ward("source.revision", revision),
    ward("source.policy", source.policy),
    ward("source.k", source.k),
    ward("source.leastK", source.leastK),
    ward("source.cells", source.cells.n, null, `${source.cells.first ?? ""}-${source.cells.last ?? ""}`),
    ward("source.sha256", null, null, source.sha256),
    ward("source.query", null, null, source.query),
  ];
  return `\ufeff${rows.map((row) => pad(row).map(cellText).join(",")).join("\r\n")}\r\n`;
}

function lineRows(
  { period, k, group }: { readonly period: string; readonly k: number; readonly group: string },
  { key, name, figures, changes, dossiers, ratedDossiers }: ReportLine,
): Row[] {
  const row = (figure: string, ...rest: Row): Row => [period, group, key, name.vi, name.en, figure, ...rest];
  const { meanScore, ratings } = figures;
  const shares: readonly ("satisfied" | "ratingCoverage" | "cameraCoverage")[] = [
    "satisfied",
    "ratingCoverage",
    "cameraCoverage",
  ];
  const counts: readonly (keyof Figures)[] = ["transactions", "scores", "abstentions", "ratedTransactions"];
  return [
    ...counts.map((figure) => row(figure, figures[figure] as number)),
    ...Object.entries(ratings).map(([level, n]) => row(`ratings.${level}`, n ?? `< ${k}`)),
    ...shares.map((figure) => shareRow(row, figure, figures[figure], changes[figure])),
    row(
      "meanScore",
      null,
      meanScore?.n ?? 0,
      ...(meanScore ? [meanScore.value, meanScore.low, meanScore.high] : [null, null, null]),
      ...changeCells(changes.meanScore),
    ),
    ...(dossiers ? Object.entries(dossiers).map(([figure, n]) => row(`dossiers.${figure}`, n)) : []),
    ...(dossiers ? [shareRow(row, "ratedDossiers", ratedDossiers)] : []),
  ];
}

function shareRow(
  row: (figure: string, ...rest: Row) => Row,
  figure: string,
  share: Share | null,
  change: Change | null = null,
): Row {
  if (!share) return row(figure, 0, 0, null, null, null, ...changeCells(change));
  const percent = (value: number): string => (value * 100).toFixed(2);
  return row(figure, share.n, share.of, share.percent, percent(share.low), percent(share.high), ...changeCells(change));
}

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
