import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { progressLine } from "#commands/evaluate/progress-line.js";
import { textReport } from "#commands/evaluate/text-report.js";
import { defaultModelsFolder } from "#commands/places.js";
import { createRuntime, EXIT, exitWith } from "#commands/runtime.js";
import { readClassFolders } from "#eye/evaluation/dataset/read-folders.js";
import { readSetManifest } from "#eye/evaluation/dataset/read-manifest.js";
import type { BadRow, Row } from "#eye/evaluation/dataset/row.js";
import type { Crop } from "#eye/evaluation/picture-reader.js";
import { htmlReport } from "#eye/evaluation/report/html-report.js";
import { runEvaluation } from "#eye/evaluation/run-evaluation.js";
import { AppError } from "#platform/errors.js";
import { cliWords } from "#words/cli-words.js";
import { evaluationWords } from "#words/evaluation-words.js";
import { bothLanguages } from "#words/words.js";

type Options = {
  dir?: string;
  manifest?: string;
  root?: string;
  crop: Crop;
  model: string;
  models: string;
  limit?: number;
  threads: number;
  json?: true;
  html?: string;
};

/** By default; each holds both networks, some 60 MB. */
const MOST_THREADS = 8;

export function addEvaluate(program: Command): void {
  const { options } = evaluationWords;
  program
    .command("evaluate")
    .description(bothLanguages(evaluationWords.command))
    .option("--dir <folder>", bothLanguages(options.dir))
    .addOption(new Option("--manifest <file>", bothLanguages(options.manifest)).conflicts("dir"))
    .option("--root <folder>", bothLanguages(options.root))
    .addOption(new Option("--crop <how>", bothLanguages(options.crop)).choices(["full", "detect"]).default("detect"))
    .option("--model <name>", bothLanguages(options.model), "expression")
    .option("--models <folder>", bothLanguages(cliWords.models), defaultModelsFolder())
    .option("--limit <n>", bothLanguages(options.limit), countOf)
    .option("--threads <n>", bothLanguages(options.threads), countOf, Math.min(MOST_THREADS, availableParallelism()))
    .option("--json", bothLanguages(options.json))
    .option("--html <file>", bothLanguages(options.html))
    .action((chosen: Options) => exitWith(() => evaluate(chosen)));
}

async function evaluate(options: Options): Promise<number> {
  const { clock, signal } = createRuntime("evaluate", "warn");
  const { rows, set } = setOf(options);
  const progress = progressLine(process.stderr);
  const evaluation = await runEvaluation({
    rows,
    set,
    models: options.models,
    model: options.model,
    crop: options.crop,
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    threads: options.threads,
    clock,
    signal,
    onProgress: progress.show,
  });
  progress.end();
  if (options.html) await writeFile(options.html, htmlReport(evaluation));
  console.log(options.json ? JSON.stringify(evaluation) : textReport(evaluation));
  return evaluation.counts.evaluated > 0 ? EXIT.ok : EXIT.fault;
}

function setOf({ dir, manifest, root }: Options): { rows: AsyncIterable<Row | BadRow>; set: string } {
  if (dir !== undefined) return { rows: readClassFolders(dir), set: dir };
  if (manifest === undefined) {
    throw new AppError("config.missing", "no labelled set", {
      remedy: "Name one by --dir FOLDER, or by --manifest FILE.csv [--root FOLDER]",
    });
  }
  return { rows: readSetManifest(manifest, root ?? dirname(manifest)), set: manifest };
}

function countOf(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("expected a whole number from 1");
  return value;
}
