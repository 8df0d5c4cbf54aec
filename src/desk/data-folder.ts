import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Place, sourceOf } from "#contract/topics.js";
import type { Signer } from "#desk/ledger/chain.js";
import { systemCode } from "#platform/errors.js";
import { lockFolder } from "#platform/folder-lock.js";
import { deviceOf, loadOrCreateKey, type SigningKey } from "#platform/signing.js";

export type DataFolder = Disposable & {
  readonly ledgerFile: string;
  readonly tokenFile: string;
  readonly signer: Signer;
};

/** The desk's own key; made at first start. */
export const deviceKey = (folder: string): SigningKey => loadOrCreateKey(join(folder, "device.key"));

/**
 * Takes the data folder for this process alone and makes the device's key at first start. `device.pub.json` is what
 * the hub is given at enrolment; nothing in it is secret.
 */
export function openDataFolder(folder: string, place: Place): DataFolder {
  const lock = lockFolder(folder, "desk.lock");
  try {
    const key = deviceKey(folder);
    const device = deviceOf(key.publicKey);
    const enrolment = { device, ...place, publicKey: key.publicKey };
    writeIfOther(join(folder, "device.pub.json"), `${JSON.stringify(enrolment, null, 2)}\n`);
    return {
      ledgerFile: join(folder, "ledger.db"),
      tokenFile: join(folder, "api.token"),
      signer: { device, source: sourceOf(place), key },
      [Symbol.dispose]: () => lock[Symbol.dispose](),
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

function writeIfOther(file: string, text: string): void {
  try {
    if (readFileSync(file, "utf8") === text) return;
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  writeFileSync(file, text);
}
