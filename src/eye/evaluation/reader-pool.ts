import {
  type FileAnswer,
  openPictureReader,
  type PictureReader,
  type ReaderOptions,
} from "#eye/evaluation/picture-reader.js";
import { ReaderThread } from "#eye/evaluation/reader-thread.js";
import type { ExpressionModel } from "#eye/models.js";

/** Picture readers side by side: one in this thread, the others in threads of their own. */
export class ReaderPool implements AsyncDisposable {
  readonly #readers: readonly [PictureReader, ...ReaderThread[]];

  constructor(readers: readonly [PictureReader, ...ReaderThread[]]) {
    this.#readers = readers;
  }

  get model(): ExpressionModel {
    return this.#readers[0].model;
  }

  get size(): number {
    return this.#readers.length;
  }

  /** By the reader with the least to do. */
  readFile(path: string): Promise<FileAnswer> {
    const free = this.#readers.reduce<PictureReader | ReaderThread>(
      (least, reader) => (reader.pending < least.pending ? reader : least),
      this.#readers[0],
    );
    return free.readFile(path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const reader of this.#readers) await reader[Symbol.asyncDispose]();
  }
}

/** Run from its sources, by a loader of TypeScript that serves one thread, it stays with that one. */
const BUILT = import.meta.url.endsWith(".js");

/** Throws what is wrong with the model before any thread starts. */
export async function openReaderPool({ models, model, crop }: ReaderOptions, threads: number): Promise<ReaderPool> {
  const options = { models, model, crop };
  const own = await openPictureReader(options);
  return new ReaderPool([own, ...Array.from({ length: BUILT ? threads - 1 : 0 }, () => new ReaderThread(options))]);
}
