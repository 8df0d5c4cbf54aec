import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { bothLanguages, type Words } from "#words/words.js";

/** Asks one question after the other at a terminal, or reads the answers from a pipe, a line each. */
export class Terminal implements Disposable {
  #unseen = false;
  readonly #reader;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    const output = new Writable({
      write: (chunk, _encoding, done) => {
        if (!this.#unseen) process.stdout.write(chunk);
        done();
      },
    });
    this.#reader = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** → what was typed, or the default for an empty line. At the end of a pipe every answer is empty. */
  async ask(question: Words, standard = ""): Promise<string> {
    process.stdout.write(`${bothLanguages(question)}${standard === "" ? "" : ` [${standard}]`}: `);
    const { value, done } = await this.#lines.next();
    if (!process.stdin.isTTY) process.stdout.write("\n");
    const typed = done ? "" : String(value).trim();
    return typed === "" ? standard : typed;
  }

  /** Not shown while it is typed. */
  async askUnseen(question: Words): Promise<string> {
    process.stdout.write(`${bothLanguages(question)}: `);
    this.#unseen = true;
    const { value, done } = await this.#lines.next();
    this.#unseen = false;
    process.stdout.write("\n");
    return done ? "" : String(value).trim();
  }

  [Symbol.dispose](): void {
    this.#reader.close();
  }
}
