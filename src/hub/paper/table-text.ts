import type { Change, Mean, ReportLanguage, Share } from "#contract/reports.js";
import { changeText, countText, fixed, fractionOf, intervalOf, percentOf } from "#hub/paper/number-text.js";
import type { Column, TableCell } from "#hub/paper/table.js";
import { type ReportWord, reportWords } from "#words/report-words.js";

/** `92.35` → 0.9235, the share that lies nearest. */
export const shareOfPercent = (percent: string): number => Number(`${percent}e-2`);

/** What stands in a report's tables, in one language. */
export class TableText {
  readonly language: ReportLanguage;

  constructor(language: ReportLanguage) {
    this.language = language;
  }

  word(key: ReportWord): string {
    return reportWords[key][this.language];
  }

  say(key: ReportWord): TableCell {
    return { text: this.word(key) };
  }

  head(...keys: readonly ReportWord[]): Column[] {
    return keys.map((key) => ({ text: this.word(key) }));
  }

  headOnly(only: "page" | "workbook", ...keys: readonly ReportWord[]): Column[] {
    return keys.map((key) => ({ text: this.word(key), only }));
  }

  fill(key: ReportWord, values: Readonly<Record<string, string | number>>): string {
    return this.word(key).replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? "";
      return typeof value === "number" ? this.countText(value) : value;
    });
  }

  countText(n: number): string {
    return countText(n, this.language);
  }

  count(n: number): TableCell {
    return { text: this.countText(n), value: n };
  }

  blank(n: number): TableCell[] {
    return Array.from({ length: n }, () => ({ text: "–" }));
  }

  /** The percentage, and what it is made of. */
  share(share: Share | null): TableCell[] {
    return [
      {
        text: percentOf(share, this.language),
        ...(share ? { value: shareOfPercent(share.percent), unit: "percent" as const } : {}),
      },
      { text: fractionOf(share, this.language) },
    ];
  }

  /** For the page, and its two ends for the workbook. */
  interval(share: Share | null): TableCell[] {
    return [{ text: share ? intervalOf(share, this.language) : "–", kind: "interval" }, ...this.ends(share, "percent")];
  }

  ends(of: Share | Mean | null, unit: "percent" | "score"): TableCell[] {
    return of ? [of.low, of.high].map((value) => ({ text: this.fixed(value), value, unit })) : this.blank(2);
  }

  change(change: Change | null, digits: number): TableCell {
    // A column of dashes needs no room.
    if (!change) return { text: "–" };
    const clear = this.word(change.clear ? "clear" : "unclear");
    return { text: `${changeText(change, digits, this.language)}: ${clear}`, kind: "change" };
  }

  range({ low, high }: { readonly low: number; readonly high: number }): string {
    return `${this.fixed(low)}–${this.fixed(high)}`;
  }

  fixed(value: number, digits = 1): string {
    return fixed(value, digits, this.language);
  }
}
