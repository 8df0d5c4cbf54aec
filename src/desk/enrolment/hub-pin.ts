import { readFileSync } from "node:fs";
import { z } from "zod";
import { publicKeySchema } from "#contract/identifiers.js";
import { createFile } from "#platform/create-file.js";
import { AppError, systemCode } from "#platform/errors.js";
import { createVerifier } from "#platform/signing.js";

const pinSchema = z.strictObject({
  publicKey: publicKeySchema,
  number: z.int().min(0).describe("how often the hub has handed its key on"),
  configured: publicKeySchema.nullable().describe("hub.publicKey of edge.yaml, as it was then"),
});
export type Pin = z.infer<typeof pinSchema>;

/** The hub's key that this desk believes, and nothing else: from edge.yaml, or from enrolment by code. */
export class HubPin {
  readonly #file: string;
  #pin: Pin;
  #verify: (text: string, signature: string) => boolean;

  /** Another `hub.publicKey` than last time is somebody's decision, and wins. Throws `config.missing` when there is none. */
  static open(file: string, configured: string | undefined): HubPin {
    const stored = readPin(file);
    if (stored && (configured === undefined || configured === stored.configured)) return new HubPin(file, stored);
    if (configured !== undefined) return new HubPin(file, { publicKey: configured, number: 0, configured });
    throw new AppError("config.missing", "hub.publicKey: this desk knows no hub yet", {
      remedy: "Run `hailong enrol` here, or put the content of hub.pub there",
    });
  }

  private constructor(file: string, pin: Pin) {
    this.#file = file;
    this.#pin = pin;
    this.#verify = createVerifier(pin.publicKey);
  }

  get publicKey(): string {
    return this.#pin.publicKey;
  }

  get number(): number {
    return this.#pin.number;
  }

  readonly verify = (text: string, signature: string): boolean => this.#verify(text, signature);

  /** In force at once; throws when it cannot be written down, and is then to be heard again. */
  follow(publicKey: string, number: number): void {
    this.#pin = { ...this.#pin, publicKey, number };
    this.#verify = createVerifier(publicKey);
    savePin(this.#file, this.#pin);
  }
}

export const savePin = (file: string, pin: Pin): void => createFile(file, `${JSON.stringify(pin, null, 2)}\n`);

function readPin(file: string): Pin | undefined {
  try {
    return pinSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    if (systemCode(cause) === "ENOENT") return undefined;
    throw new AppError("key.invalid", `${file} holds no pinned hub key`, {
      cause,
      remedy: "Remove it and enrol again",
    });
  }
}
