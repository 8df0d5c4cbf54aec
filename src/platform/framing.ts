import { AppError } from "#platform/errors.js";

/** 4-byte big-endian length, then that many bytes of JSON. */
export function encodeMessage(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Splits a byte stream into messages. Throws `message.invalid` on an oversized or non-JSON one: the stream is lost then. */
export class MessageSplitter {
  #rest: Buffer = Buffer.alloc(0);
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): unknown[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: unknown[] = [];
    while (this.#rest.length >= 4) {
      const length = this.#rest.readUInt32BE(0);
      if (length > this.#maxBytes)
        throw new AppError("message.invalid", `a message of ${length} bytes, at most ${this.#maxBytes} are read`);
      if (this.#rest.length < 4 + length) break;
      messages.push(parse(this.#rest.subarray(4, 4 + length)));
      this.#rest = this.#rest.subarray(4 + length);
    }
    return messages;
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new AppError("message.invalid", "a message that is not JSON", { cause: error });
  }
}
