import { readFileSync } from "node:fs";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

type Watched<T> = {
  readonly file: string;
  /** May throw: what is in use then stays in use. */
  readonly read: (file: string) => T;
  readonly onChange?: (value: T) => void;
  readonly event: string;
  readonly log: Logger;
};

/** A small file that people edit while the program runs. By content, not by date: a file may be caught half written. */
export class WatchedFile<T> {
  readonly #watched: Watched<T>;
  #text: string | undefined;
  #value: T;
  #broken = false;

  /** The first reading throws. */
  constructor(watched: Watched<T>) {
    this.#watched = watched;
    this.#text = textOf(watched.file);
    this.#value = watched.read(watched.file);
  }

  get value(): T {
    return this.#value;
  }

  /** The newest content cannot be used; an older one is in use. */
  get broken(): boolean {
    return this.#broken;
  }

  check(): void {
    const { file, read, onChange, event, log } = this.#watched;
    const text = textOf(file);
    if (text === this.#text) return;
    this.#text = text;
    try {
      this.#value = read(file);
      this.#broken = false;
    } catch (error) {
      this.#broken = true;
      log.error({ event: `${event}.invalid`, file, error: messageOf(error), kept: "the one before" });
      return;
    }
    log.info({ event: `${event}.changed`, file });
    onChange?.(this.#value);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
