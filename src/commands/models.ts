import type { Command } from "commander";
import { defaultModelsFolder } from "#commands/places.js";
import { exitWith } from "#commands/runtime.js";
import { verifyModels } from "#eye/models.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addModels(program: Command): void {
  const models = program.command("models").description(bothLanguages(cliWords.models));
  models
    .command("verify")
    .description(bothLanguages(cliWords.modelsVerify))
    .option("--models <folder>", bothLanguages(cliWords.models), defaultModelsFolder())
    .action((options: { models: string }) =>
      exitWith(async () => {
        for (const { name, sha256 } of await verifyModels(options.models)) console.log(`${sha256}  ${name}`);
        console.log(bothLanguages(cliWords.modelsGood));
        return 0;
      }),
    );
}
