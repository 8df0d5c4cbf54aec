import { existsSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Handover } from "#contract/hub-message.js";
import { handOver, readHandovers } from "#hub/enrolment/hub-handovers.js";
import { createFile } from "#platform/create-file.js";
import { AppError } from "#platform/errors.js";
import { lockFolder } from "#platform/folder-lock.js";
import { loadOrCreateKey, type SigningKey } from "#platform/signing.js";

export type DataFolder = Disposable & {
  readonly storeFile: string;
  readonly tokenFile: string;
  readonly cityPolicyFile: string;
  readonly releaseMarkFile: string;
  readonly key: SigningKey;
  readonly handovers: readonly Handover[];
};

/** Beside the key, so that workers who share the key share its history. */
const handoversOf = (keyFile: string): string => join(dirname(keyFile), "hub.handovers.json");
const nextKeyOf = (keyFile: string): string => `${keyFile}.next`;
export const releaseMarkFileIn = (folder: string): string => join(folder, "released.json");
const keyFileIn = (folder: string): string => join(folder, "hub.key");

/** The hub's key, beside a hub that may be running. Throws `config.missing` where none has ever run. */
export function openHubKey(folder: string, file = keyFileIn(folder)): SigningKey {
  if (existsSync(file)) return loadOrCreateKey(file);
  throw new AppError("config.missing", `${file} does not exist`, { remedy: "Start the hub once: it makes its key" });
}

/** Takes the data folder for this process alone; makes the hub's key at first start. Desks are given `hub.pub` to pin. */
export function openDataFolder(folder: string, keyFile = keyFileIn(folder)): DataFolder {
  const lock = lockFolder(folder, "hub.lock");
  try {
    finishHandover(keyFile);
    const key = loadOrCreateKey(keyFile);
    writeFileSync(join(folder, "hub.pub"), `${key.publicKey}\n`);
    return {
      storeFile: join(folder, "hub.db"),
      tokenFile: join(folder, "api.token"),
      cityPolicyFile: join(folder, "city-policy.json"),
      releaseMarkFile: releaseMarkFileIn(folder),
      key,
      handovers: readHandovers(handoversOf(keyFile)),
      [Symbol.dispose]: () => lock[Symbol.dispose](),
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

/**
 * Hands the hub's key on to a new one. The handover is written first, and the new key stands beside the old one until then: a
 * power cut at any moment leaves one of the two, with its word for it.
 */
export function rotateHubKey(folder: string, ward: string, file = keyFileIn(folder)): string {
  const next = nextKeyOf(file);
  const lock = lockFolder(folder, "hub.lock");
  try {
    finishHandover(file);
    const keys = { from: openHubKey(folder, file), to: loadOrCreateKey(next) };
    const handovers = handOver(ward, readHandovers(handoversOf(file)), keys);
    createFile(handoversOf(file), `${JSON.stringify(handovers, null, 2)}\n`);
    renameSync(next, file);
    writeFileSync(join(folder, "hub.pub"), `${keys.to.publicKey}\n`);
    return keys.to.publicKey;
  } finally {
    lock[Symbol.dispose]();
  }
}

/** One that was written down but not carried out. */
function finishHandover(keyFile: string): void {
  const next = nextKeyOf(keyFile);
  if (!existsSync(next)) return;
  const { publicKey } = loadOrCreateKey(next);
  if (readHandovers(handoversOf(keyFile)).at(-1)?.to === publicKey) renameSync(next, keyFile);
}
