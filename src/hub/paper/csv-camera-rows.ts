import type { Agreement } from "#contract/double-rating.js";
import type { Report } from "#contract/reports.js";
import { type MakeRow, percent, type Row, type SayRow, shareRow } from "#hub/paper/csv-row.js";
import { reportWords } from "#words/report-words.js";

/** What the camera and its machines did, and how far it agrees with the taps. */
export const cameraRows = (ward: MakeRow, said: SayRow, { abstentionReasons, agreement, uptime }: Report): Row[] => [
  ...Object.entries(abstentionReasons).map(([reason, n]) => ward(`abstentions.${reason}`, n)),
  said("agreement.mode", reportWords[agreement.mode], agreement.mode),
  ...(agreement.outcome === "shown"
    ? agreementRows(ward, said, agreement)
    : [said("agreement.why", agreement.why, agreement.why.code)]),
  shareRow(ward, "uptime", uptime.reported),
  ...(uptime.reported === null ? [said("uptime.why", uptime.why, uptime.why.code)] : []),
];

function agreementRows(ward: MakeRow, said: SayRow, agreement: Extract<Agreement, { outcome: "shown" }>): Row[] {
  const { n: pairs, levels, matrix, kappa, ac2, recall } = agreement;
  const why = (figure: string, of: typeof kappa | typeof recall): Row[] =>
    of.value === null ? [said(`${figure}.why`, of.why, of.why.code)] : [];
  const coefficient = (figure: string, of: typeof kappa): Row[] => [
    ward(figure, null, null, of.value, ...(of.value === null ? [] : [of.low, of.high])),
    ...why(figure, of),
  ];
  return [
    ward("pairs", pairs),
    ...matrix.flatMap((row, i) => row.map((n, j) => ward(`pairs.${levels[i]}.${levels[j]}`, n))),
    ...coefficient("kappa", kappa),
    ...coefficient("ac2", ac2),
    recall.value === null
      ? ward("recall")
      : ward("recall", recall.hits, recall.n, ...[recall.value, recall.low, recall.high].map(percent)),
    ...why("recall", recall),
  ];
}
