import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#platform/errors.js";
import { lockFolder } from "#platform/folder-lock.js";
import { loadOrCreateKey, type SigningKey } from "#platform/signing.js";

export type DataFolder = Disposable & {
  readonly storeFile: string;
  readonly tokenFile: string;
  readonly cityPolicyFile: string;
  readonly key: SigningKey;
};

/** The hub's key, beside a hub that may be running. Throws `config.missing` where none has ever run. */
export function openHubKey(folder: string): SigningKey {
  const file = join(folder, "hub.key");
  if (existsSync(file)) return loadOrCreateKey(file);
  throw new AppError("config.missing", `${file} does not exist`, { remedy: "Start the hub once: it makes its key" });
}

/** Takes the data folder for this process alone; makes the hub's key at first start. Desks are given `hub.pub` to pin. */
export function openDataFolder(folder: string, keyFile = join(folder, "hub.key")): DataFolder {
  const lock = lockFolder(folder, "hub.lock");
  try {
    const key = loadOrCreateKey(keyFile);
    writeFileSync(join(folder, "hub.pub"), `${key.publicKey}\n`);
    return {
      storeFile: join(folder, "hub.db"),
      tokenFile: join(folder, "api.token"),
      cityPolicyFile: join(folder, "city-policy.json"),
      key,
      [Symbol.dispose]: () => lock[Symbol.dispose](),
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}
