import { FEED_HEADER_BYTES, type FeedHeader, readFeedHeader } from "#contract/feed-link.js";
import type { Picture } from "#eye/source/connection.js";
import type { FramePool } from "#eye/source/frame-pool.js";
import { MAX_JPEG_BYTES } from "#eye/source/jpeg-splitter.js";
import { AppError } from "#platform/errors.js";

type Received = Picture | { readonly kind: "preview"; readonly bytes: Buffer } | End;
type End = { readonly kind: "end"; readonly bytes: Buffer };

/** Puts together what a feed sends: raw frames straight into the source's buffers. Throws `message.invalid`. */
export class FeedReader {
  readonly #pool: FramePool;
  readonly #take: (received: Received) => void;
  readonly #head = new Uint8Array(FEED_HEADER_BYTES);
  readonly #headView = new DataView(this.#head.buffer);
  #header: FeedHeader | undefined;
  #body: Uint8Array = this.#head;
  #filled = 0;

  constructor(pool: FramePool, take: (received: Received) => void) {
    this.#pool = pool;
    this.#take = take;
  }

  /** What lay in the chunk is wiped: freed memory keeps no picture. */
  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + this.#body.length - this.#filled);
      this.#body.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#body.length) this.#full();
    }
    chunk.fill(0);
  }

  /** The unfinished frame's buffer goes back. */
  drop(): void {
    if (this.#header?.kind === "raw") this.#pool.release(this.#body);
    this.#expectHeader();
  }

  #full(): void {
    const header = this.#header;
    if (header) {
      const received = receivedOf(header, this.#body);
      this.#expectHeader();
      this.#take(received);
      return;
    }
    this.#header = readFeedHeader(this.#headView);
    if (!this.#header) throw new AppError("message.invalid", "the camera feed speaks another language");
    this.#body = this.#bufferFor(this.#header);
    this.#filled = 0;
  }

  #bufferFor({ kind, length }: FeedHeader): Uint8Array {
    if (kind !== "raw") {
      if (length === 0 || length > MAX_JPEG_BYTES)
        throw new AppError("message.invalid", `a picture of ${length} bytes from the camera feed`);
      return Buffer.allocUnsafeSlow(length);
    }
    const buffer = this.#pool.acquire();
    if (length === buffer.length) return buffer;
    this.#header = undefined;
    this.#pool.release(buffer);
    throw new AppError("message.invalid", `a frame of ${length} bytes from the camera feed, expected ${buffer.length}`);
  }

  #expectHeader(): void {
    this.#header = undefined;
    this.#body = this.#head;
    this.#filled = 0;
  }
}

function receivedOf({ kind, at }: FeedHeader, body: Uint8Array): Received {
  if (kind === "raw") return { kind, rgb: body, available: at };
  const bytes = body as Buffer;
  return kind === "still" ? { kind, bytes, available: at } : { kind, bytes };
}
