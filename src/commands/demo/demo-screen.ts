import type { DemoResult, DemoSummary } from "#commands/demo/session-log.js";
import { demoWords, reasonWords } from "#words/demo-words.js";
import { bothLanguages, type Words } from "#words/words.js";

const BAR = 20;

/** One calm line per transaction; on a terminal it is redrawn while the clip plays, elsewhere only its end is printed. */
export class DemoScreen {
  readonly #out: NodeJS.WritableStream & { isTTY?: boolean };

  constructor(out: NodeJS.WritableStream & { isTTY?: boolean }) {
    this.#out = out;
  }

  say(words: Words, after = ""): void {
    this.line(`${bothLanguages(words)}${after}`);
  }

  line(text = ""): void {
    this.#out.write(`${text}\n`);
  }

  playing(step: { index: number; count: number; what: Words; share: number }): void {
    if (!this.#out.isTTY) return;
    const filled = Math.round(Math.min(1, step.share) * BAR);
    const bar = `${"━".repeat(filled)}${"·".repeat(BAR - filled)}`;
    this.#out.write(`\r\u001b[K ${place(step)}  ${bar}  ${bothLanguages(step.what)}`);
  }

  finished(step: { index: number; count: number; what: Words }, result: DemoResult): void {
    if (this.#out.isTTY) this.#out.write("\r\u001b[K");
    this.line(` ${place(step)}  ${bothLanguages(step.what)}  →  ${describeResult(result)}`);
  }

  table(summary: DemoSummary): void {
    const head = [
      demoWords.clip.vi,
      demoWords.outcome.vi,
      demoWords.interval.vi,
      demoWords.change.vi,
      demoWords.coverage.vi,
    ];
    const rows = summary.results.map((result) => [
      result.clip,
      result.outcome === "score" ? `${demoWords.score.vi} ${result.score}` : reason(result).vi,
      result.interval ? `${result.interval.low}–${result.interval.high}` : "",
      result.change === null ? "" : signed(result.change),
      result.coverage === null ? "" : `${Math.round(result.coverage * 100)} %`,
    ]);
    const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
    const print = (row: string[]): void =>
      this.line(`  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("   ")}`.trimEnd());
    print(head);
    this.line(`  ${widths.map((width) => "─".repeat(width)).join("───")}`);
    for (const row of rows) print(row);
    const { p50, p95 } = summary.frameToReadingMs;
    const receipt = summary.closeToReceiptMs;
    this.line();
    this.line(
      `  ${bothLanguages(demoWords.totals)}: ${summary.transactions} = ${summary.scores} + ${summary.transactions - summary.scores}; ` +
        `receipted ${summary.receipted}, lost ${summary.lost}, duplicates ${summary.duplicates}`,
    );
    this.line(`  ${bothLanguages(demoWords.latency)}: p50 ${p50} ms, p95 ${p95} ms`);
    this.line(`  ${bothLanguages(demoWords.receipt)}: p50 ${receipt.p50} ms, p95 ${receipt.p95} ms`);
  }
}

const place = ({ index, count }: { index: number; count: number }): string =>
  `${String(index + 1).padStart(2)}/${count}`;

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));

function describeResult(result: DemoResult): string {
  if (result.outcome === "missing") return bothLanguages(demoWords.missing);
  if (result.outcome === "abstention") return `${bothLanguages(demoWords.abstained)}: ${bothLanguages(reason(result))}`;
  const interval = result.interval ? ` (${result.interval.low}–${result.interval.high})` : "";
  return `${bothLanguages(demoWords.score)} ${result.score}${interval}, ${bothLanguages(demoWords.change)} ${signed(result.change ?? 0)}`;
}

function reason(result: DemoResult): Words {
  const key = result.reason ?? "";
  return key in reasonWords ? reasonWords[key as keyof typeof reasonWords] : { vi: key, en: key };
}
