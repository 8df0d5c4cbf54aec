import type { Command } from "commander";
import { readEdgeConfig } from "#commands/edge-config.js";
import { createRuntime, exitWith } from "#commands/runtime.js";
import { runEye } from "#eye/run-eye.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addEye(program: Command): void {
  program
    .command("eye")
    .description(bothLanguages(cliWords.eye))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .action(({ config }: { config: string }) =>
      exitWith(async () => {
        const { eye, log } = readEdgeConfig(config);
        await runEye(eye, createRuntime("eye", log));
        return 0;
      }),
    );
}
