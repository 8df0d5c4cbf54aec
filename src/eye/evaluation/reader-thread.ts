import { Worker } from "node:worker_threads";
import type { FileAnswer, ReaderOptions } from "#eye/evaluation/picture-reader.js";

export type ReadingRequest = { readonly id: number; readonly path: string };
export type ReadingReply = { readonly id: number } & ({ readonly answer: FileAnswer } | { readonly fault: string });
type Waiting = { resolve(answer: FileAnswer): void; reject(error: Error): void };

const READING_THREAD = new URL("./reading-thread.js", import.meta.url);

/** A picture reader in a thread of its own: a network holds its thread while it runs. */
export class ReaderThread implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor(options: ReaderOptions) {
    this.#worker = new Worker(READING_THREAD, { workerData: options });
    this.#worker.on("message", (reply: ReadingReply) => this.#take(reply));
    this.#worker.on("error", (error) => {
      for (const { reject } of this.#waiting.values()) reject(error);
    });
  }

  get pending(): number {
    return this.#waiting.size;
  }

  readFile(path: string): Promise<FileAnswer> {
    const request: ReadingRequest = { id: this.#asked++, path };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }

  #take(reply: ReadingReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ("answer" in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(new Error(reply.fault));
  }
}
