import type { Command } from "commander";
import { addHubAudit } from "#commands/hub-audit.js";
import { addHubCare } from "#commands/hub-care.js";
import { readHubConfig } from "#commands/hub-config-file.js";
import { addHubEnrol } from "#commands/hub-enrol.js";
import { addHubImport } from "#commands/hub-import.js";
import { addHubRevoke } from "#commands/hub-revoke.js";
import { addHubRotateKey } from "#commands/hub-rotate-key.js";
import { addHubToken } from "#commands/hub-token.js";
import { addHubUser } from "#commands/hub-user.js";
import { createRuntime, exitWith } from "#commands/runtime.js";
import { runHub } from "#hub/run-hub.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addHub(program: Command): void {
  const hub = program
    .command("hub")
    .description(bothLanguages(cliWords.hub))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .action(({ config }: { config: string }) =>
      exitWith(async () => {
        const { hub, log } = readHubConfig(config);
        await runHub(hub, createRuntime("hub", log));
        return 0;
      }),
    );
  addHubEnrol(hub);
  addHubRevoke(hub);
  addHubCare(hub);
  addHubRotateKey(hub);
  addHubImport(hub);
  const folderOf = (file: string): string => readHubConfig(file).hub.data;
  addHubUser(hub, folderOf);
  addHubAudit(hub, folderOf);
  addHubToken(hub, folderOf);
}
