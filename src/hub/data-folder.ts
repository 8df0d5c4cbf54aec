import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError, systemCode } from "#platform/errors.js";
import { lockFolder } from "#platform/folder-lock.js";
import { loadOrCreateKey, type SigningKey } from "#platform/signing.js";

export type DataFolder = Disposable & {
  readonly storeFile: string;
  readonly tokenFile: string;
  readonly key: SigningKey;
};

/** Takes the data folder for this process alone; makes the hub's key at first start. Desks are given `hub.pub` to pin. */
export function openDataFolder(folder: string): DataFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError("config.invalid", `data: ${folder} cannot be made (${systemCode(cause)})`, {
      cause,
      remedy: "Name a folder that this user may write",
    });
  }
  const lock = lockFolder(join(folder, "hub.lock"));
  try {
    const key = loadOrCreateKey(join(folder, "hub.key"));
    writeFileSync(join(folder, "hub.pub"), `${key.publicKey}\n`);
    return {
      storeFile: join(folder, "hub.db"),
      tokenFile: join(folder, "api.token"),
      key,
      [Symbol.dispose]: () => lock[Symbol.dispose](),
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}
