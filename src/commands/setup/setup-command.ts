import type { Command } from "commander";
import { EXIT, exitWith } from "#commands/runtime.js";
import { readAnswers } from "#commands/setup/answers.js";
import { askAnswers } from "#commands/setup/ask.js";
import { Machine } from "#commands/setup/machine.js";
import { runSetup } from "#commands/setup/run-setup.js";
import { Terminal } from "#commands/setup/terminal.js";
import { setupWords as words } from "#words/setup-words.js";
import { bothLanguages } from "#words/words.js";

export function addSetup(program: Command): void {
  program
    .command("setup")
    .description(bothLanguages(words.command))
    .option("--answers <file>", bothLanguages(words.answers))
    .action(({ answers }: { answers?: string }) => exitWith(() => setup(answers)));
}

async function setup(file: string | undefined): Promise<number> {
  if (process.getuid?.() !== 0) {
    console.error(`hailong: ${bothLanguages(words.needsRoot)}`);
    return EXIT.mend;
  }
  process.umask(0o022);
  const machine = new Machine((line) => console.log(line));
  if (file !== undefined) await runSetup(machine, readAnswers(file));
  else {
    using terminal = new Terminal();
    await askAnswers(terminal, machine, (answers) => runSetup(machine, answers));
  }
  return EXIT.ok;
}
