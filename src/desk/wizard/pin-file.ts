import { chownSync, existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { readConfig } from "#platform/config-file.js";
import { createFile } from "#platform/create-file.js";
import { AppError } from "#platform/errors.js";
import { hashSecret, secretHashSchema, secretMatches } from "#platform/secret-hash.js";

const LEAST_LENGTH = 6;
const MOST_LENGTH = 64;
const ROWS = ["01234567890123456789", "98765432109876543210"];
const isPlain = (pin: string): boolean => new Set(pin).size === 1 || ROWS.some((row) => row.includes(pin));
/** Not one that is guessed first. */
export const isGoodPin = (pin: string): boolean =>
  pin.length >= LEAST_LENGTH && pin.length <= MOST_LENGTH && !isPlain(pin);

/** The technicians' PIN: never itself, only what scrypt makes of it (mode 0600). Set while the desk runs, it counts at once. */
export class PinFile {
  readonly #file: string;

  constructor(data: string) {
    this.#file = join(data, "calibrate.pin");
  }

  get isSet(): boolean {
    return existsSync(this.#file);
  }

  async matches(pin: string): Promise<boolean> {
    return secretMatches(pin, readConfig(this.#file, secretHashSchema));
  }

  /** Throws `config.invalid` for one that is guessed too easily. */
  async set(pin: string): Promise<void> {
    if (!isGoodPin(pin)) {
      throw new AppError("config.invalid", `PIN: expected ${LEAST_LENGTH} to ${MOST_LENGTH} characters, not in a row`, {
        remedy: "Choose six digits or more that are not 111111 or 123456",
      });
    }
    createFile(this.#file, `${JSON.stringify(await hashSecret(pin))}\n`);
    // Set by the administrator, read by the service.
    const { uid, gid } = statSync(dirname(this.#file));
    if (process.getuid?.() === 0) chownSync(this.#file, uid, gid);
  }
}
