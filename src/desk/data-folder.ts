import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Place, sourceOf } from "#contract/topics.js";
import { loadDeviceKey } from "#desk/enrolment/device-key.js";
import type { Signer } from "#desk/ledger/chain.js";
import { systemCode } from "#platform/errors.js";
import { lockFolder } from "#platform/folder-lock.js";
import type { SigningKey } from "#platform/signing.js";

export type DataFolder = Disposable & {
  readonly ledgerFile: string;
  readonly tokenFile: string;
  readonly pinFile: string;
  readonly driftFile: string;
  readonly signer: Signer;
  /** Its key and those before: what was certified under an earlier one holds on. */
  readonly publicKeys: readonly string[];
};

export const ledgerFileIn = (folder: string): string => join(folder, "ledger.db");
export const driftFileIn = (folder: string): string => join(folder, "drift.json");
/** The hub that the desk has been enrolled at. */
export const hubPinFileIn = (folder: string): string => join(folder, "hub.pin.json");
/** The key that the desk signs with; made at first start. */
export const deviceKey = (folder: string): SigningKey => loadDeviceKey(folder).key;
export function devicePublicKeys(folder: string): string[] {
  const { key, earlier } = loadDeviceKey(folder);
  return [key.publicKey, ...earlier];
}

/**
 * Takes the data folder for this process alone and makes the device's key at first start. `device.pub.json` is what
 * the hub is given at enrolment; nothing in it is secret.
 */
export function openDataFolder(folder: string, place: Place): DataFolder {
  const lock = lockFolder(folder, "desk.lock");
  try {
    const { device, key, renewed, earlier } = loadDeviceKey(folder);
    const enrolment = { device, ...place, publicKey: key.publicKey };
    // A hub pins the first key, which names the device; the ledger's events lead it to the next.
    if (!renewed) writeIfOther(join(folder, "device.pub.json"), `${JSON.stringify(enrolment, null, 2)}\n`);
    return {
      ledgerFile: ledgerFileIn(folder),
      tokenFile: join(folder, "api.token"),
      pinFile: hubPinFileIn(folder),
      driftFile: driftFileIn(folder),
      signer: { device, source: sourceOf(place), key },
      publicKeys: [key.publicKey, ...earlier],
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
