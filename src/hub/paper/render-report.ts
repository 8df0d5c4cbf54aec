import type { ReportFormat } from "#contract/reports.js";
import { reportCsv } from "#hub/paper/report-csv.js";
import { type PageParts, reportPage } from "#hub/paper/report-page.js";
import { reportWorkbook } from "#hub/paper/report-workbook.js";

export const REPORT_TYPES: Readonly<Record<ReportFormat, string>> = {
  html: "text/html; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** The report's bytes. The same report is the same bytes. */
export async function renderReport(format: ReportFormat, parts: PageParts): Promise<Buffer> {
  if (format === "xlsx") return reportWorkbook(parts);
  if (format === "html") return Buffer.from(reportPage(parts));
  if (format === "csv") return Buffer.from(reportCsv(parts.report, parts.revision));
  return Buffer.from(`${JSON.stringify(parts.report, null, 2)}\n`);
}
