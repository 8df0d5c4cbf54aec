import type { Command } from "commander";
import { runDemo } from "#commands/demo/run-demo.js";
import { exitWith, signalOfProcess } from "#commands/runtime.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addDemo(program: Command): void {
  program
    .command("demo")
    .description(bothLanguages(cliWords.demo))
    .option("--once", bothLanguages(cliWords.once))
    .option("--json", bothLanguages(cliWords.jsonLine))
    .option("--camera <source>", bothLanguages(cliWords.camera))
    .action((options: { once?: true; json?: true; camera?: string }) =>
      exitWith(() =>
        runDemo(
          { once: options.once ?? false, json: options.json ?? false, camera: options.camera },
          signalOfProcess(),
        ),
      ),
    );
}
