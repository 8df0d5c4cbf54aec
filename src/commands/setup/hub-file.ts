import { rmSync } from "node:fs";
import { parseDocument } from "yaml";
import { readHubConfig } from "#commands/hub-config-file.js";
import type { BrokerAnswers } from "#commands/setup/answers.js";
import { keepBrokerAccess } from "#commands/setup/broker-access.js";
import { DEVICES_FILE, HUB_DATA, HUB_FILE, ISSUED } from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import { createFile } from "#platform/create-file.js";
import { loadOrCreateKey } from "#platform/signing.js";

const NEW_FILE = `# The ward's hub. \`hailong setup\` writes the keys that it asks for and leaves the others as they are.
# Every key: /usr/share/doc/hailong/docs/operations.md; after a change: hailong check-config, then systemctl restart hailong-hub

ward: ""
`;

/** `issued`: the ward's authority is on this machine, and shows what it has given. */
type HubFile = { readonly ward: string; readonly broker: BrokerAnswers; readonly issued: boolean };

/** Writes hub.yaml with its secrets, the list of desks and the hub's key. → the public key that desks pin. */
export function writeHubFile(machine: Machine, { ward, broker, issued }: HubFile): string {
  if (machine.has(HUB_FILE)) readHubConfig(machine.at(HUB_FILE));
  const document = parseDocument(machine.read(HUB_FILE) ?? NEW_FILE);
  document.set("ward", ward);
  document.set("data", HUB_DATA);
  document.set("mqtt", keepBrokerAccess(machine, "hub", broker));
  document.set("devicesFile", DEVICES_FILE);
  if (issued) document.set("issuedCertificates", ISSUED);
  const text = String(document);
  const trial = machine.at(`${HUB_FILE}.trial`);
  createFile(trial, text, 0o644);
  try {
    readHubConfig(trial);
  } finally {
    rmSync(trial, { force: true });
  }
  machine.write(HUB_FILE, text);
  if (!machine.has(DEVICES_FILE))
    machine.write(DEVICES_FILE, "[]\n", { mode: 0o600, owner: "hailong-hub:hailong-hub" });
  const { publicKey } = loadOrCreateKey(machine.at(`${HUB_DATA}/hub.key`));
  machine.write(`${HUB_DATA}/hub.pub`, `${publicKey}\n`, { owner: "hailong-hub:hailong-hub" });
  return publicKey;
}
