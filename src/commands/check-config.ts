import type { Command } from "commander";
import { checkRelease } from "#commands/check-release.js";
import { looksLikeHub } from "#commands/config-kind.js";
import { type EdgeConfig, readEdgeConfig } from "#commands/edge-config.js";
import { readHubConfig } from "#commands/hub-config-file.js";
import { exitWith } from "#commands/runtime.js";
import { tellsSecret } from "#eye/source/query-login.js";
import type { HubConfig } from "#hub/hub-config.js";
import { issuedCertificates } from "#hub/issued-certificates.js";
import { checkCertificate } from "#platform/mqtt-files.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages, type Words } from "#words/words.js";

export function addCheckConfig(program: Command): void {
  program
    .command("check-config")
    .description(bothLanguages(cliWords.checkConfig))
    .argument("<file>", bothLanguages(cliWords.config))
    .action((file: string) =>
      exitWith(async () => {
        const kind = looksLikeHub(file) ? "hub" : "edge";
        const hub = kind === "hub" ? readHubConfig(file).hub : undefined;
        const warnings = hub ? examineHub(hub) : examineCounter(readEdgeConfig(file));
        for (const warning of warnings) console.error(`! ${bothLanguages(warning)}`);
        console.log(`${file} (${kind}): ${bothLanguages(cliWords.configGood)}`);
        return 0;
      }),
    );
}

function examineHub(hub: HubConfig): Words[] {
  checkCertificate(hub.mqtt, Date.now());
  if (hub.issuedCertificates !== undefined) issuedCertificates(hub.issuedCertificates);
  return checkRelease(hub);
}

function examineCounter({ desk, eye: { camera } }: EdgeConfig): Words[] {
  checkCertificate(desk.hub.mqtt, Date.now());
  return "url" in camera && tellsSecret(camera.url) ? [cliWords.loginInAddress] : [];
}
