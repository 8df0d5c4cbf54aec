import { MAX_EVENT_BYTES } from "#contract/event.js";

export type Letter = { readonly topic: string; readonly payload: Buffer };

/** Waiting letters are bounded: what does not fit is refused, and its desk sends it again. */
const MAX_LETTERS = 10_000;
const MAX_BYTES = 32 * 1_024 * 1_024;

/** Events received and not yet looked at. */
export class Inbox {
  #letters: Letter[] = [];
  #bytes = 0;
  #ring: () => void = () => {};

  get size(): number {
    return this.#letters.length;
  }

  /** More than half full. */
  get crowded(): boolean {
    return this.#letters.length > MAX_LETTERS / 2 || this.#bytes > MAX_BYTES / 2;
  }

  put(letter: Letter): "taken" | "oversized" | "overload" {
    if (letter.payload.length > MAX_EVENT_BYTES) return "oversized";
    if (this.#letters.length >= MAX_LETTERS || this.#bytes + letter.payload.length > MAX_BYTES) return "overload";
    this.#letters.push(letter);
    this.#bytes += letter.payload.length;
    this.#ring();
    return "taken";
  }

  take(most: number): Letter[] {
    const taken = this.#letters.slice(0, most);
    this.#letters = this.#letters.slice(most);
    for (const { payload } of taken) this.#bytes -= payload.length;
    return taken;
  }

  /** Resolves when `count` letters wait, after `ms`, or at the abort. */
  async waitFor(count: number, signal: AbortSignal, ms?: number): Promise<void> {
    if (this.size >= count || signal.aborted || ms === 0) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.#ring = () => {};
        resolve();
      };
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
      this.#ring = () => {
        if (this.size >= count) done();
      };
    });
  }
}
