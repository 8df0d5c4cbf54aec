import type { AnyReport, Mean, RatingsLine, ReportLine } from "#contract/reports.js";
import type { Table, TableCell } from "#hub/paper/table.js";
import type { TableText } from "#hub/paper/table-text.js";

/** A line for each field, or each procedure; how the camera saw it only where the report's form has it. */
export function linesTable(report: AnyReport, by: "field" | "procedure", text: TableText): Table {
  const full = report.form === "full";
  const lines = by === "field" ? report.fields : report.procedures;
  return {
    title: text.word(by === "field" ? "byField" : "byProcedure"),
    shape: "wide",
    notes: [],
    head: [
      ...text.head(by, "transactions", "satisfied", "madeOf", "ratingCoverage", "madeOf"),
      ...(full ? text.head("cameraCoverage", "madeOf", "meanScore") : []),
      ...(full ? text.headOnly("workbook", "scores", "scoreLower", "scoreUpper") : []),
      ...text.head("change", "ratedShort", "madeOf"),
    ],
    rows: lines.map((line) => rowOf(line, text)),
  };
}

const rowOf = (
  { name, figures, changes, ratedDossiers }: ReportLine | RatingsLine,
  text: TableText,
): readonly TableCell[] => [
  { text: name[text.language] },
  text.count(figures.transactions),
  ...text.share(figures.satisfied),
  ...text.share(figures.ratingCoverage),
  ...("cameraCoverage" in figures
    ? [...text.share(figures.cameraCoverage), ...estimateOf(figures.meanScore, text)]
    : []),
  text.change(changes.satisfied, 2),
  ...text.share(ratedDossiers),
];

const estimateOf = (mean: Mean | null, text: TableText): TableCell[] =>
  mean
    ? [
        { text: `${text.fixed(mean.value)} (${text.range(mean)})`, value: mean.value, unit: "score" },
        text.count(mean.n),
        ...text.ends(mean, "score"),
      ]
    : text.blank(4);
