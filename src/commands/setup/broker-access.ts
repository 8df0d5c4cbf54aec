import { readFileSync } from "node:fs";
import { BROKER_FILES, type BrokerAnswers } from "#commands/setup/answers.js";
import { SECRETS } from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import { AppError, systemCode } from "#platform/errors.js";

/** Their names among the secrets. */
const KEPT = { caFile: "ca.crt", certFile: "mqtt.crt", keyFile: "mqtt.key", passwordFile: "mqtt.password" } as const;

/** Copies what a login needs to where its program alone is handed it. → the `mqtt` section. */
export function keepBrokerAccess(machine: Machine, program: "desk" | "hub", broker: BrokerAnswers): object {
  const { url, username } = broker;
  const section: Record<string, string> = { url, ...(username ? { username } : {}) };
  for (const key of BROKER_FILES) {
    const from = broker[key];
    if (from === undefined) continue;
    const to = `${SECRETS}/${program}/${KEPT[key]}`;
    keepSecret(machine, { key: `broker.${key}`, from, to, group: program === "desk" ? "hailong" : "hailong-hub" });
    section[key] = to;
  }
  return section;
}

type Secret = { readonly key: string; readonly from: string; readonly to: string; readonly group: string };

function keepSecret(machine: Machine, { key, from, to, group }: Secret): void {
  machine.write(to, readGiven(key, from), { mode: 0o640, owner: `root:${group}` });
}

export function readGiven(key: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AppError("config.missing", `${key}: ${file} cannot be read (${systemCode(cause)})`, {
      cause,
      remedy: "Name the file that you were given",
    });
  }
}
