import type { Command } from "commander";
import { readEdgeConfig } from "#commands/edge-config.js";
import { createRuntime, exitWith } from "#commands/runtime.js";
import { EYE_PARTS, runEye } from "#eye/run-eye.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

/** `preview`: the same eye for a technician, with pictures; only the desk starts it, while one is signed in. */
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
  program
    .command("preview", { hidden: true })
    .requiredOption("-c, --config <file>")
    .requiredOption("--socket <path>")
    .action(({ config, socket }: { config: string; socket: string }) =>
      exitWith(async () => {
        const { eye, log } = readEdgeConfig(config);
        await runEye({ ...eye, socket }, createRuntime("preview", log), { ...EYE_PARTS, preview: true });
        return 0;
      }),
    );
}
