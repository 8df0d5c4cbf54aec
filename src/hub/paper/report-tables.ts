import type { AnyReport, ReportLanguage } from "#contract/reports.js";
import { abstainedTable, doubleRatingTable, machinesTable } from "#hub/paper/camera-tables.js";
import { index54Table, sheetTable } from "#hub/paper/legal-tables.js";
import { linesTable } from "#hub/paper/lines-table.js";
import { overallTable } from "#hub/paper/overall-table.js";
import type { Table } from "#hub/paper/table.js";
import { TableText } from "#hub/paper/table-text.js";

const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"] as const;

/** A report as tables: what page and workbook both show. Whatever its form leaves out, they are numbered without a gap. */
export function reportTables(report: AnyReport, language: ReportLanguage): Table[] {
  const text = new TableText(language);
  const tables = [
    overallTable(report, text),
    linesTable(report, "field", text),
    linesTable(report, "procedure", text),
    ...(report.form === "full"
      ? [doubleRatingTable(report, text), abstainedTable(report, text), machinesTable(report, text)]
      : []),
    index54Table(report, text),
    sheetTable(report, text),
  ];
  return tables.map((table, place) => ({ ...table, title: `${ROMAN[place]}. ${table.title}` }));
}
