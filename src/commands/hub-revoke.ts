import type { Command } from "commander";
import { readHubConfig } from "#commands/hub-config-file.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { revokeDevice } from "#hub/enrolment/edit-devices.js";
import { enrolmentWords as words } from "#words/enrolment-words.js";
import { bothLanguages } from "#words/words.js";

/** `hailong hub revoke DEVICE`, below `hailong hub`, whose --config it shares. */
export function addHubRevoke(hub: Command): void {
  hub
    .command("revoke")
    .description(bothLanguages(words.hubRevoke))
    .argument("<device>", bothLanguages(words.device))
    .action((device: string, _options: object, command: Command) =>
      exitWith(async () => {
        const { ward, devicesFile } = readHubConfig(command.optsWithGlobals<{ config: string }>().config).hub;
        revokeDevice(devicesFile, ward, device);
        console.log(`${device}: ${bothLanguages(words.revoked)}`);
        return EXIT.ok;
      }),
    );
}
