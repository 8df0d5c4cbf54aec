import type { Command } from "commander";
import { readEdgeConfig } from "#commands/edge-config.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { roundTime } from "#contract/event.js";
import { openDataFolder } from "#desk/data-folder.js";
import { rotateDeviceKey } from "#desk/enrolment/device-key.js";
import { Ledger } from "#desk/ledger/ledger.js";
import { enrolmentWords as words } from "#words/enrolment-words.js";
import { bothLanguages } from "#words/words.js";

/** `hailong edge rotate-key`, below `hailong edge`, whose --config it shares. Takes the data folder, as a running desk does. */
export function addEdgeRotateKey(edge: Command): void {
  edge
    .command("rotate-key")
    .description(bothLanguages(words.edgeRotate))
    .action((_options: object, command: Command) =>
      exitWith(async () => {
        const { desk } = readEdgeConfig(command.optsWithGlobals<{ config: string }>().config);
        using folder = openDataFolder(desk.data, { ward: desk.ward, counter: desk.counter });
        const { signer, ledgerFile: file } = folder;
        using ledger = new Ledger({ file, signer, limits: desk.ledger, now: Date.now, onAppend: () => {} });
        const publicKey = rotateDeviceKey(desk.data, { signer, ledger, time: roundTime(Date.now(), 60) });
        console.log(`${bothLanguages(words.deskRotated)}: ${publicKey}`);
        return EXIT.ok;
      }),
    );
}
