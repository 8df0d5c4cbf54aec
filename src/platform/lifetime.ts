import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

type Closable = AsyncDisposable | Disposable;

/** Owns resources and closes them newest first. One that fails to close is logged and does not keep the others open. */
export class Lifetime implements AsyncDisposable {
  readonly #owned: Closable[] = [];
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  own<T extends Closable>(resource: T): T {
    this.#owned.push(resource);
    return resource;
  }

  defer(close: () => void | Promise<void>): void {
    this.#owned.push({ [Symbol.asyncDispose]: async () => close() });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const resource of this.#owned.splice(0).reverse()) {
      try {
        if (Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]();
        else resource[Symbol.dispose]();
      } catch (error) {
        this.#log.error({ event: "lifetime.close_failed", error: messageOf(error) });
      }
    }
  }
}
