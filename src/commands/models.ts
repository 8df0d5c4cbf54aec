import type { Command } from "commander";
import { defaultModelsFolder } from "#commands/places.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { expressionEntries, readManifest } from "#eye/models.js";
import { type Verdict, verifyModels } from "#eye/verify-models.js";
import { isAppError, messageOf } from "#platform/errors.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

type Options = { models: string };

export function addModels(program: Command): void {
  const models = program.command("models").description(bothLanguages(cliWords.models));
  models
    .command("list")
    .description(bothLanguages(cliWords.modelsList))
    .option("--models <folder>", bothLanguages(cliWords.models), defaultModelsFolder())
    .action((options: Options) => exitWith(() => list(options.models)));
  models
    .command("verify")
    .description(bothLanguages(cliWords.modelsVerify))
    .option("--models <folder>", bothLanguages(cliWords.models), defaultModelsFolder())
    .action((options: Options) => exitWith(() => verify(options.models)));
}

async function list(folder: string): Promise<number> {
  const manifest = await readManifest(folder);
  const { detector } = manifest.models;
  console.log(`detector\n  ${detector.package ?? detector.file} · ${size(detector.bytes)} · ${detector.licence}`);
  for (const [name, entry] of expressionEntries(manifest)) {
    const { width, height, colour, layout } = entry.input;
    console.log(`${name}\n  ${entry.package ?? entry.file} · ${size(entry.bytes)} · ${entry.licence}`);
    console.log(`  ${colour} ${width} × ${height} ${layout} → ${entry.labels.map((label) => label ?? "–").join(", ")}`);
    console.log(`  ${entry.source}`);
  }
  return EXIT.ok;
}

const size = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

async function verify(folder: string): Promise<number> {
  const verdicts = await verifyModels(folder);
  for (const verdict of verdicts) {
    if ("fault" in verdict) console.error(`hailong: ${verdict.name}: ${faultText(verdict.fault)}`);
    else console.log(`${verdict.sha256}  ${verdict.name}${goldenText(verdict)}`);
  }
  if (verdicts.some((verdict) => "fault" in verdict)) return EXIT.mend;
  console.log(bothLanguages(cliWords.modelsGood));
  return EXIT.ok;
}

const goldenText = (verdict: Exclude<Verdict, { fault: unknown }>): string =>
  verdict.golden === undefined ? "" : `  golden ±${verdict.golden.toExponential(1)}`;

const faultText = (fault: unknown): string =>
  isAppError(fault) ? `${fault.code}: ${fault.message}` : messageOf(fault);
