import type { AnyReport, Change, Share } from "#contract/reports.js";
import type { Table, TableCell } from "#hub/paper/table.js";
import type { TableText } from "#hub/paper/table-text.js";
import type { ReportWord } from "#words/report-words.js";

/** The period's figures for the whole ward; how the camera saw it only where the report's form has it. */
export function overallTable(report: AnyReport, text: TableText): Table {
  const { figures, changes, dossiers, ratedDossiers } = report.total;
  const { ratings } = figures;
  const camera = report.form === "full" ? cameraRows(report.total, text) : { coverage: [], scores: [] };
  const count = (key: ReportWord, n: number | null): TableCell[] => countRow(text, key, n, report.source.k);
  return {
    title: text.word("overall"),
    shape: "long",
    notes: notesOf(report, text),
    head: [
      ...text.head("figure", "result", "madeOf"),
      ...text.headOnly("page", "interval"),
      ...text.headOnly("workbook", "lower", "upper"),
      ...text.head("change"),
    ],
    rows: [
      shareRow(text, "satisfied", figures.satisfied, changes.satisfied),
      shareRow(text, "ratingCoverage", figures.ratingCoverage, changes.ratingCoverage),
      ...camera.coverage,
      shareRow(text, "ratedDossiers", ratedDossiers),
      count("transactions", figures.transactions),
      ...camera.scores,
      count("ratings", ratings.total),
      count("dissatisfied", ratings.dissatisfied),
      count("satisfiedLevel", ratings.satisfied),
      count("verySatisfied", ratings.very_satisfied),
      ...(dossiers
        ? [
            count("received", dossiers.received),
            count("resolved", dossiers.resolved),
            count("overdue", dossiers.overdue),
            count("complaints", dossiers.complaints),
            ...(dossiers.disliked === null ? [] : [count("disliked", dossiers.disliked)]),
          ]
        : []),
    ],
  };
}

function notesOf({ total, withheld, missingImports, source }: AnyReport, text: TableText): string[] {
  const { dossiers, figures } = total;
  const notes = [text.fill("withheld", { ...withheld, k: source.k })];
  if (missingImports.length > 0) notes.push(text.fill("missingImports", { months: missingImports.join(", ") }));
  if (dossiers && missingImports.length === 0 && figures.ratings.total > dossiers.received)
    notes.push(text.word("importsDoNotFit"));
  return notes;
}

/** `change`: undefined where none is made. */
const shareRow = (text: TableText, key: ReportWord, of: Share | null, change?: Change | null): TableCell[] => [
  text.say(key),
  ...text.share(of),
  ...text.interval(of),
  change === undefined ? { text: "–" } : text.change(change, 2),
];

const countRow = (text: TableText, key: ReportWord, n: number | null, k: number): TableCell[] => [
  text.say(key),
  n === null ? { text: `< ${k}` } : text.count(n),
  ...text.blank(5),
];

function cameraRows(
  { figures, changes }: Extract<AnyReport, { form: "full" }>["total"],
  text: TableText,
): { readonly coverage: TableCell[][]; readonly scores: TableCell[][] } {
  const { meanScore } = figures;
  return {
    coverage: [
      shareRow(text, "cameraCoverage", figures.cameraCoverage, changes.cameraCoverage),
      [
        text.say("meanScore"),
        ...(meanScore
          ? [{ text: text.fixed(meanScore.value), value: meanScore.value, unit: "score" as const }]
          : text.blank(1)),
        meanScore ? text.count(meanScore.n) : { text: "–" },
        { text: meanScore ? text.range(meanScore) : "–", kind: "interval" },
        ...text.ends(meanScore, "score"),
        text.change(changes.meanScore, 1),
      ],
    ],
    scores: [[text.say("scores"), text.count(figures.scores), ...text.blank(5)]],
  };
}
