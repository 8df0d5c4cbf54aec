import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Handover } from "#contract/hub-message.js";
import { handOver, readHandovers } from "#hub/enrolment/hub-handovers.js";
import { createFile } from "#platform/create-file.js";
import { AppError } from "#platform/errors.js";
import { lockFolder } from "#platform/folder-lock.js";
import { loadOrCreateKey, type SigningKey } from "#platform/signing.js";

export type DataFolder = Disposable & {
  readonly storeFile: string;
  readonly tokenFile: string;
  readonly key: SigningKey;
  readonly handovers: readonly Handover[];
};

const HANDOVERS = "hub.handovers.json";
const NEXT_KEY = "hub.key.next";

/** The hub's key, beside a hub that may be running. Throws `config.missing` where none has ever run. */
export function openHubKey(folder: string): SigningKey {
  const file = join(folder, "hub.key");
  if (existsSync(file)) return loadOrCreateKey(file);
  throw new AppError("config.missing", `${file} does not exist`, { remedy: "Start the hub once: it makes its key" });
}

/** Takes the data folder for this process alone; makes the hub's key at first start. Desks are given `hub.pub` to pin. */
export function openDataFolder(folder: string): DataFolder {
  const lock = lockFolder(folder, "hub.lock");
  try {
    finishHandover(folder);
    const key = loadOrCreateKey(join(folder, "hub.key"));
    writeFileSync(join(folder, "hub.pub"), `${key.publicKey}\n`);
    return {
      storeFile: join(folder, "hub.db"),
      tokenFile: join(folder, "api.token"),
      key,
      handovers: readHandovers(join(folder, HANDOVERS)),
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
export function rotateHubKey(folder: string, ward: string): string {
  const [file, next] = [join(folder, "hub.key"), join(folder, NEXT_KEY)];
  const lock = lockFolder(folder, "hub.lock");
  try {
    finishHandover(folder);
    const keys = { from: openHubKey(folder), to: loadOrCreateKey(next) };
    const handovers = handOver(ward, readHandovers(join(folder, HANDOVERS)), keys);
    createFile(join(folder, HANDOVERS), `${JSON.stringify(handovers, null, 2)}\n`);
    renameSync(next, file);
    writeFileSync(join(folder, "hub.pub"), `${keys.to.publicKey}\n`);
    return keys.to.publicKey;
  } finally {
    lock[Symbol.dispose]();
  }
}

/** One that was written down but not carried out. */
function finishHandover(folder: string): void {
  const next = join(folder, NEXT_KEY);
  if (!existsSync(next)) return;
  const { publicKey } = loadOrCreateKey(next);
  if (readHandovers(join(folder, HANDOVERS)).at(-1)?.to === publicKey) renameSync(next, join(folder, "hub.key"));
}
