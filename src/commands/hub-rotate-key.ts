import type { Command } from "commander";
import { readHubConfig } from "#commands/hub-config-file.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { rotateHubKey } from "#hub/data-folder.js";
import { enrolmentWords as words } from "#words/enrolment-words.js";
import { bothLanguages } from "#words/words.js";

/** `hailong hub rotate-key`, below `hailong hub`, whose --config it shares. Takes the data folder, as a running hub does. */
export function addHubRotateKey(hub: Command): void {
  hub
    .command("rotate-key")
    .description(bothLanguages(words.hubRotate))
    .action((_options: object, command: Command) =>
      exitWith(async () => {
        const { data, ward, keyFile } = readHubConfig(command.optsWithGlobals<{ config: string }>().config).hub;
        console.log(`${bothLanguages(words.hubRotated)}: ${rotateHubKey(data, ward, keyFile)}`);
        return EXIT.ok;
      }),
    );
}
