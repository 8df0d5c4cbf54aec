import { writeFileSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { withPaper } from "#commands/paper-beside.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { periodSchema } from "#contract/period.js";
import {
  REPORT_FORMATS,
  REPORT_FORMS,
  REPORT_LANGUAGES,
  type ReportForm,
  type ReportFormat,
  type ReportLanguage,
} from "#contract/reports.js";
import { readReport } from "#hub/paper/read-report.js";
import { renderReport } from "#hub/paper/render-report.js";
import { ratingsReport } from "#hub/report/ratings-report.js";
import { AppError } from "#platform/errors.js";
import { cliWords } from "#words/cli-words.js";
import { reportCommandWords as words } from "#words/report-words.js";
import { bothLanguages } from "#words/words.js";

type Options = {
  readonly config: string;
  readonly month?: string;
  readonly quarter?: string;
  readonly format: ReportFormat;
  readonly form: ReportForm;
  readonly language: ReportLanguage;
  readonly out?: string;
};

/** `hailong report --month 2026-10 --format xlsx --out october.xlsx` */
export function addReport(program: Command): void {
  program
    .command("report")
    .description(bothLanguages(words.command))
    .option("-c, --config <file>", bothLanguages(cliWords.config), "hub.yaml")
    .option("--month <month>", bothLanguages(words.month), periodOf(false))
    .option("--quarter <quarter>", bothLanguages(words.quarter), periodOf(true))
    .addOption(new Option("--format <format>", bothLanguages(words.format)).choices(REPORT_FORMATS).default("html"))
    .addOption(new Option("--form <form>", bothLanguages(words.form)).choices(REPORT_FORMS).default("full"))
    .addOption(
      new Option("--language <language>", bothLanguages(words.language)).choices(REPORT_LANGUAGES).default("vi"),
    )
    .option("-o, --out <file>", bothLanguages(words.out))
    .action((options: Options) => exitWith(() => report(options)));
}

async function report({ config, month, quarter, format, form, language, out }: Options): Promise<number> {
  const period = month ?? quarter;
  if (period === undefined || (month !== undefined && quarter !== undefined)) {
    throw new AppError("config.invalid", "expected one of --month and --quarter", {
      remedy: "Name the period: --month 2026-10, or --quarter 2026-Q4",
    });
  }
  await withPaper(config, async ({ sources, book, letterhead }) => {
    const full = await readReport(period, sources);
    const report = form === "ratings" ? ratingsReport(full) : full;
    const bytes = await renderReport(format, { report, language, letterhead, revision: book.revisionOf(report) });
    if (out === undefined) process.stdout.write(bytes);
    else writeFileSync(out, bytes);
  });
  return EXIT.ok;
}

const periodOf =
  (quarter: boolean) =>
  (text: string): string => {
    const words = quarter ? "expected a quarter such as 2026-Q4" : "expected a month such as 2026-10";
    if (!periodSchema.safeParse(text).success || text.includes("Q") !== quarter) throw new InvalidArgumentError(words);
    return text;
  };
