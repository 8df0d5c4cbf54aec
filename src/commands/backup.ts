import { resolve } from "node:path";
import type { Command } from "commander";
import { readEdgeConfig } from "#commands/edge-config.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { ledgerFileIn } from "#desk/data-folder.js";
import { copyLedger } from "#desk/ledger/copy-ledger.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addBackup(program: Command): void {
  program
    .command("backup")
    .description(bothLanguages(cliWords.backup))
    .argument("<file>", bothLanguages(cliWords.backupFile))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .action((file: string, { config }: { config: string }) =>
      exitWith(async () => {
        const { seq } = await copyLedger(ledgerFileIn(readEdgeConfig(config).desk.data), resolve(file));
        console.log(`${file}: ${bothLanguages(cliWords.backupDone)} (${seq})`);
        return EXIT.ok;
      }),
    );
}
