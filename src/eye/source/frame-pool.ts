/**
 * The few buffers that frames live in: one being filled, one waiting, one being analysed. They are overwritten in turn,
 * so a source allocates no pixels after its start, and no picture outlives the next few.
 */
export class FramePool {
  readonly #free: Uint8Array[] = [];
  readonly #bytes: number;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** The one that lay longest: with the last one first, a buffer at the end would keep its picture for hours. */
  acquire(): Uint8Array {
    return this.#free.shift() ?? new Uint8Array(this.#bytes);
  }

  release(buffer: Uint8Array): void {
    this.#free.push(buffer);
  }

  /** Nothing stays of the pictures that were in the buffers now free. */
  wipe(): void {
    for (const buffer of this.#free) buffer.fill(0);
  }
}

/**
 * Puts raw frames together from the chunks of a pipe, and wipes each chunk: its memory goes back as it is, and would keep a
 * piece of a face until something else needs the place. `full` takes the buffer and answers with the next one to
 * fill.
 */
export class FrameAssembler {
  #buffer: Uint8Array;
  #filled = 0;
  readonly #full: (buffer: Uint8Array) => Uint8Array;

  constructor(first: Uint8Array, full: (buffer: Uint8Array) => Uint8Array) {
    this.#buffer = first;
    this.#full = full;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + this.#buffer.length - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#buffer.length) {
        this.#buffer = this.#full(this.#buffer);
        this.#filled = 0;
      }
    }
    chunk.fill(0);
  }

  /** Gives the unfinished buffer back. */
  drop(): Uint8Array {
    this.#filled = 0;
    return this.#buffer;
  }
}
