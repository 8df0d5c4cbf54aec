import type { ReportLanguage } from "#contract/reports.js";
import { reportWords as words } from "#words/report-words.js";

/** `2026-10` → *Tháng 10 năm 2026*. */
export function periodText(period: string, language: ReportLanguage): string {
  const [year = "", part = ""] = period.split("-");
  const text = part.startsWith("Q") ? words.quarter[language] : words.month[language];
  return text.replace("{n}", part.replace(/^[Q0]/, "")).replace("{year}", year);
}
