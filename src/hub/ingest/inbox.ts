import { MAX_EVENT_BYTES } from "#contract/event.js";

export type Letter = { readonly topic: string; readonly payload: Buffer };

/** Waiting letters are bounded: what does not fit is refused, and its desk sends it again. */
const MAX_LETTERS = 10_000;
const MAX_BYTES = 32 * 1_024 * 1_024;
/** A desk has 64 events under way at most: more from one counter is no desk's, and must not crowd out the others. */
const MAX_LETTERS_OF_ONE = 2_000;

/** Events received and not yet looked at. */
export class Inbox {
  #letters: Letter[] = [];
  #bytes = 0;
  readonly #byCounter = new Map<string, number>();
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
    if ((this.#byCounter.get(counterOf(letter)) ?? 0) >= MAX_LETTERS_OF_ONE) return "overload";
    this.#letters.push(letter);
    this.#count(letter, 1);
    this.#ring();
    return "taken";
  }

  take(most: number): Letter[] {
    const taken = this.#letters.slice(0, most);
    this.#letters = this.#letters.slice(most);
    for (const letter of taken) this.#count(letter, -1);
    return taken;
  }

  #count(letter: Letter, sign: 1 | -1): void {
    this.#bytes += sign * letter.payload.length;
    const counter = counterOf(letter);
    const letters = (this.#byCounter.get(counter) ?? 0) + sign;
    if (letters > 0) this.#byCounter.set(counter, letters);
    else this.#byCounter.delete(counter);
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

/** All kinds of event of one counter share what stands before the last level. */
const counterOf = ({ topic }: Letter): string => topic.slice(0, topic.lastIndexOf("/"));
