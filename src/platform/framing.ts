import { AppError } from "#platform/errors.js";

/** 4-byte big-endian length, then that many bytes. */
export function encodeBytes(body: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

export const encodeMessage = (message: unknown): Buffer => encodeBytes(Buffer.from(JSON.stringify(message)));

/** Splits a byte stream into what was encoded. Throws `message.invalid` on an oversized one: the stream is lost then. */
export class BytesSplitter {
  #rest: Buffer = Buffer.alloc(0);
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): Buffer[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: Buffer[] = [];
    while (this.#rest.length >= 4) {
      const length = this.#rest.readUInt32BE(0);
      if (length > this.#maxBytes)
        throw new AppError("message.invalid", `a message of ${length} bytes, at most ${this.#maxBytes} are read`);
      if (this.#rest.length < 4 + length) break;
      messages.push(this.#rest.subarray(4, 4 + length));
      this.#rest = this.#rest.subarray(4 + length);
    }
    return messages;
  }
}

/** The same for messages of JSON; one that is none loses the stream too. */
export class MessageSplitter {
  readonly #bytes: BytesSplitter;

  constructor(maxBytes: number) {
    this.#bytes = new BytesSplitter(maxBytes);
  }

  push(chunk: Buffer): unknown[] {
    return this.#bytes.push(chunk).map(parseMessage);
  }
}

export function parseMessage(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new AppError("message.invalid", "a message that is not JSON", { cause: error });
  }
}
