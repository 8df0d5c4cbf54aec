import type { Command } from "commander";
import { readCityConfig } from "#commands/city-config-file.js";
import { addHubAudit } from "#commands/hub-audit.js";
import { addHubToken } from "#commands/hub-token.js";
import { addHubUser } from "#commands/hub-user.js";
import { createRuntime, EXIT, exitWith } from "#commands/runtime.js";
import { runCity } from "#hub/run-city.js";
import { cliWords } from "#words/cli-words.js";
import { integrationWords as words } from "#words/integration-words.js";
import { bothLanguages } from "#words/words.js";

export function addCity(program: Command): void {
  const city = program
    .command("city")
    .description(bothLanguages(words.city))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .action(({ config }: { config: string }) =>
      exitWith(async () => {
        const { city: settings, log } = readCityConfig(config);
        await runCity(settings, createRuntime("city", log));
        return EXIT.ok;
      }),
    );
  const folderOf = (file: string): string => readCityConfig(file).city.data;
  addHubUser(city, folderOf);
  addHubAudit(city, folderOf);
  addHubToken(city, folderOf);
}
