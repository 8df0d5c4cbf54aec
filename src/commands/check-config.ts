import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { checkRelease } from "#commands/check-release.js";
import { readEdgeConfig } from "#commands/edge-config.js";
import { readHubConfig } from "#commands/hub-config-file.js";
import { exitWith } from "#commands/runtime.js";
import { checkCertificate } from "#platform/mqtt-files.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addCheckConfig(program: Command): void {
  program
    .command("check-config")
    .description(bothLanguages(cliWords.checkConfig))
    .argument("<file>", bothLanguages(cliWords.config))
    .action((file: string) =>
      exitWith(async () => {
        const kind = looksLikeHub(file) ? "hub" : "edge";
        const hub = kind === "hub" ? readHubConfig(file).hub : undefined;
        checkCertificate(hub?.mqtt ?? readEdgeConfig(file).desk.hub.mqtt, Date.now());
        for (const warning of hub ? checkRelease(hub) : []) console.error(`! ${bothLanguages(warning)}`);
        console.log(`${file} (${kind}): ${bothLanguages(cliWords.configGood)}`);
        return 0;
      }),
    );
}

/** Only a hub pins devices; everything else is read as a counter's file, and complained about as one. */
function looksLikeHub(file: string): boolean {
  try {
    return /^devicesFile\s*:/m.test(readFileSync(file, "utf8"));
  } catch {
    return false;
  }
}
