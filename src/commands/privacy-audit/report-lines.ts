import type { ReportChannel, SignedReport } from "#commands/privacy-audit/report-schema.js";
import { AUDIT_CHANNELS, AUDIT_CONTROLS, auditWords } from "#words/audit-words.js";
import { bothLanguages } from "#words/words.js";

const VERDICT_WORDS = { clean: auditWords.good, found: auditWords.bad, blind: auditWords.blind } as const;

/** What a report says; not by whom it is signed. */
export function reportLines(report: SignedReport): string[] {
  const failed = Object.entries(AUDIT_CONTROLS).filter(
    ([name]) => !report.controls[name as keyof typeof AUDIT_CONTROLS],
  );
  return [
    `${bothLanguages(auditWords.title)} (${report.program}, ${report.at})`,
    "",
    ...report.channels.flatMap(channelLines),
    ...(report.codeInDesk ? ["", bothLanguages(auditWords.codeInDesk)] : []),
    "",
    bothLanguages(VERDICT_WORDS[report.verdict]),
    ...failed.map(([, words]) => `    → ${bothLanguages(words)}`),
  ];
}

/** Whose key it is; of a key that only this report knows, that it says nothing of who made it. */
export const signerLine = ({ device }: SignedReport): string =>
  device === null ? bothLanguages(auditWords.runKey) : `${bothLanguages(auditWords.signed)} ${device}`;

function channelLines({ channel, bytes, sights, strange }: ReportChannel): string[] {
  const state = sights.length > 0 ? auditWords.found : auditWords.clean;
  return [
    `${bothLanguages(AUDIT_CHANNELS[channel])}: ${bytes.toLocaleString("en")} B, ${bothLanguages(state)}`,
    ...sights.map(({ canary, form }) => `    → ${canary}: ${form}`),
    ...strange.map((what) => `    → ${bothLanguages(auditWords.strange)}: ${what}`),
  ];
}
