import writeXlsxFile, { type Cell, type Sheet } from "write-excel-file/node";
import { periodText } from "#hub/paper/period-text.js";
import type { PageParts } from "#hub/paper/report-page.js";
import { reportTables } from "#hub/paper/report-tables.js";
import { columnsOf, type Table, type TableCell } from "#hub/paper/table.js";
import { withoutTimes } from "#hub/paper/zip-times.js";
import { FORM_WORDS } from "#words/report-form-words.js";
import { reportWords } from "#words/report-words.js";

/** The report as a workbook, a sheet for each table. Texts are texts: nothing in it is a formula. */
export async function reportWorkbook({ report, language, letterhead, revision }: PageParts): Promise<Buffer> {
  const { period, source } = report;
  const say = (key: keyof typeof reportWords): string => reportWords[key][language];
  const form = FORM_WORDS[report.form];
  const about = [
    [form.title[language], periodText(period, language)],
    ...(form.holds ? [[form.holds[language], ""]] : []),
    [letterhead.office ?? report.ward, ""],
    ...(source.simulatedUntil === null ? [] : [[say("simulated"), ""]]),
    ...(revision > 1 ? [[say("revision").replace("{n}", String(revision - 1)), ""]] : []),
    ...(report.total.figures.transactions === 0 ? [[say("noData").replace("{k}", String(source.k)), ""]] : []),
    [say("method"), form.method[language].replace("{k}", String(source.leastK))],
    [say("query"), source.query],
    [say("policy"), `${source.policy} (k = ${source.k})`],
    [say("cells"), `${source.cells.n}: ${source.cells.first ?? "–"}–${source.cells.last ?? "–"}`],
    [say("asOf"), source.asOf ?? "–"],
    [say("sha256"), source.sha256],
  ];
  const sheets: Sheet<never>[] = [
    {
      sheet: say("method"),
      data: about.map(([label = "", text = ""]) => [bold(label), wrapped(text)]),
      columns: [{ width: 40 }, { width: 80 }],
    },
    ...reportTables(report, language).map(sheetOf),
  ].map((sheet, place) => ({ ...sheet, sheet: sheetName(sheet.sheet, place) }));
  return withoutTimes(await writeXlsxFile(sheets).toBuffer());
}

const FORMATS = { percent: "0.00%", score: "0.0", points: "0.00", count: "#,##0" } as const;
const [FIRST_WIDTH, LEAST_WIDTH, MOST_WIDTH] = [44, 14, 50];

function sheetOf(table: Table) {
  const { head, rows } = columnsOf(table, "workbook");
  return {
    sheet: table.title,
    stickyRowsCount: rows.length > 0 ? 2 : 1,
    ...(rows.length > 0 ? { stickyColumnsCount: 1 } : {}),
    data: [
      // Over the columns beside it, and no taller than a line.
      [{ value: table.title, type: String, fontWeight: "bold" } as const],
      ...(rows.length > 0 ? [head.map(({ text }) => bold(text))] : []),
      ...rows.map((row) => row.map(cellOf)),
      ...table.notes.map((note) => [{ value: note, type: String }]),
    ],
    columns: [
      { width: FIRST_WIDTH },
      ...head.slice(1).map((_, place) => ({ width: widthOf(rows.map((row) => row[place + 1]?.text ?? "")) })),
    ],
  };
}

const widthOf = (texts: readonly string[]): number =>
  Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, ...texts.map((text) => text.length + 2)));

const cellOf = ({ text, value, unit = "count" }: TableCell): Cell =>
  value === undefined ? wrapped(text) : { value, type: Number, format: FORMATS[unit] };

const bold = (text: string) => ({ value: text, type: String, fontWeight: "bold", wrap: true }) as const;
const wrapped = (text: string) => ({ value: text, type: String, wrap: true }) as const;

/** Excel allows 31 characters, and not these; no two alike. */
const sheetName = (title: string, place: number): string =>
  `${place} ${title.replace(/^[IVX]+\. /, "").replace(/[\\/?*[\]:]/g, " ")}`.slice(0, 31).trim();
