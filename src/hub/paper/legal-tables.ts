import type { AnyReport, Sheet } from "#contract/reports.js";
import { decimalText } from "#hub/paper/number-text.js";
import type { Table, TableCell } from "#hub/paper/table.js";
import { shareOfPercent, type TableText } from "#hub/paper/table-text.js";
import { hundredthsText } from "#hub/report/half-up.js";
import { FORM_WORDS } from "#words/report-form-words.js";
import { BAND_WORDS, INDEX_WORDS, type ReportWord } from "#words/report-words.js";

/** Index 5.4 of Decision 766, or why there is none. */
export function index54Table(report: AnyReport, text: TableText): Table {
  const { index54 } = report;
  const title = text.word("index54Title");
  // The other form does not speak of the camera at all.
  const noCamera = report.form === "full" ? [text.word("noCamera")] : [];
  if (!index54) return { title, notes: [whyNoIndex(report, text), ...noCamera], head: [], rows: [] };
  const { resolved, overdue, disliked } = index54;
  const row = (key: ReportWord, percent: string, n?: number): TableCell[] => [
    text.say(key),
    { text: `${decimalText(percent, text.language)}%`, value: shareOfPercent(percent), unit: "percent" },
    { text: n === undefined ? "–" : `${text.countText(n)}/${text.countText(resolved)}` },
  ];
  return {
    title,
    notes: [
      `${text.word(index54.full ? "fullMarks" : "notFullMarks")}.`,
      ...(index54.dislikedFrom === "taps" ? [text.word("fromTaps")] : []),
      ...noCamera,
    ],
    head: text.head("figure", "result", "madeOf"),
    rows: [
      row("overdue", index54.overduePercent, overdue),
      row("complainedOrDisliked", index54.dislikedPercent, disliked),
      row("index54Value", index54.value),
    ],
  };
}

function whyNoIndex({ total, missingImports, source }: AnyReport, text: TableText): string {
  const { dossiers, figures } = total;
  if (!dossiers || missingImports.length > 0 || dossiers.resolved === 0) return text.word("none");
  const hidden = dossiers.disliked === null && figures.ratings.total < source.k;
  return hidden ? text.fill("fewTaps", { k: source.k }) : text.word("importsDoNotFit");
}

/** The sheet of 18 points, as it was filled in. */
export function sheetTable({ form, sheet }: AnyReport, text: TableText): Table {
  const title = text.word("sheetTitle");
  const notes = [FORM_WORDS[form].sheetNote[text.language]];
  if (!sheet) return { title, notes: [text.word("none"), ...notes], head: [], rows: [] };
  const points = (value: number | null): TableCell =>
    value === null ? { text: "–" } : { text: text.fixed(value, 2), value, unit: "points" };
  const total = (of: Sheet["self"]): TableCell => (of ? points(of.hundredths / 100) : { text: "–" });
  const band = (of: Sheet["self"]): TableCell => ({ text: of ? BAND_WORDS[of.band][text.language] : "–" });
  return {
    title,
    notes,
    head: text.head("index", "self", "appraised", "evidence"),
    rows: [
      ...sheet.rows.map(({ index, self, appraised, evidence }) => [
        { text: `${index}. ${INDEX_WORDS[index - 1]?.[text.language] ?? ""}` },
        points(self),
        points(appraised),
        { text: evidence },
      ]),
      [
        { text: `${text.word("total")} (${hundredthsText(1_800).slice(0, 2)})` },
        total(sheet.self),
        total(sheet.appraised),
        { text: "" },
      ],
      [text.say("band"), band(sheet.self), band(sheet.appraised), { text: "" }],
    ],
  };
}
