import { randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { chownSync, existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { readConfig } from "#platform/config-file.js";
import { createFile } from "#platform/create-file.js";
import { AppError } from "#platform/errors.js";
import { sameSecret } from "#platform/signing.js";

/** 32 MiB and some 100 ms a guess; OWASP's advice of 2023 for scrypt where several run at once. */
const COST = { N: 32_768, r: 8, p: 3 } as const;
const MAX_MEMORY = 64 * 1024 * 1024;
const LEAST_LENGTH = 6;
const MOST_LENGTH = 64;
const ROWS = ["01234567890123456789", "98765432109876543210"];
const isPlain = (pin: string): boolean => new Set(pin).size === 1 || ROWS.some((row) => row.includes(pin));
/** Not one that is guessed first. */
export const isGoodPin = (pin: string): boolean =>
  pin.length >= LEAST_LENGTH && pin.length <= MOST_LENGTH && !isPlain(pin);

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

const fileSchema = z.strictObject({
  salt: z.base64url(),
  hash: z.base64url(),
  N: z.int().min(1_024).max(COST.N),
  r: z.int().min(1).max(COST.r),
  p: z.int().min(1).max(COST.p),
});

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
    const { salt, hash, ...cost } = readConfig(this.#file, fileSchema);
    return sameSecret((await hashOf(pin, Buffer.from(salt, "base64url"), cost)).toString("base64url"), hash);
  }

  /** Throws `config.invalid` for one that is guessed too easily. */
  async set(pin: string): Promise<void> {
    if (!isGoodPin(pin)) {
      throw new AppError("config.invalid", `PIN: expected ${LEAST_LENGTH} to ${MOST_LENGTH} characters, not in a row`, {
        remedy: "Choose six digits or more that are not 111111 or 123456",
      });
    }
    const salt = randomBytes(16);
    const hash = await hashOf(pin, salt, COST);
    const content = { salt: salt.toString("base64url"), hash: hash.toString("base64url"), ...COST };
    createFile(this.#file, `${JSON.stringify(content)}\n`);
    // Set by the administrator, read by the service.
    const { uid, gid } = statSync(dirname(this.#file));
    if (process.getuid?.() === 0) chownSync(this.#file, uid, gid);
  }
}

const hashOf = (pin: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> =>
  derive(pin.normalize("NFKC"), salt, 32, { ...cost, maxmem: MAX_MEMORY });
