import { MAX_EVENT_BYTES } from "#contract/event.js";

export type Letter = { readonly topic: string; readonly payload: Buffer };

/** Waiting letters are bounded: what does not fit is refused, and its desk sends it again. */
const MAX_LETTERS = 10_000;
const MAX_BYTES = 32 * 1_024 * 1_024;
/** A desk has 64 events under way at most: more from one counter is no desk's, and must not crowd out the others. */
const MAX_LETTERS_OF_ONE = 2_000;
/** Taken of one counter at its turn, once it has more than one waiting: few turns, and so few receipts. */
const TURN = 16;

/** Counters with letters waiting, in the order of their turn; each counter's letters in the order in which they came. */
type Queues = Map<string, Letter[]>;

/**
 * Events received and not yet looked at. Taken fairly: a counter that had nothing waiting has the first letter of its turn
 * before those that have had one, so that a lone fresh event does not wait for another counter's backlog.
 */
export class Inbox {
  readonly #fresh: Queues = new Map();
  readonly #others: Queues = new Map();
  #size = 0;
  #bytes = 0;
  #ring: () => void = () => {};

  get size(): number {
    return this.#size;
  }

  /** More than half full. */
  get crowded(): boolean {
    return this.#size > MAX_LETTERS / 2 || this.#bytes > MAX_BYTES / 2;
  }

  put(letter: Letter): "taken" | "oversized" | "overload" {
    if (letter.payload.length > MAX_EVENT_BYTES) return "oversized";
    if (this.#size >= MAX_LETTERS || this.#bytes + letter.payload.length > MAX_BYTES) return "overload";
    const counter = counterOf(letter);
    const queue = this.#fresh.get(counter) ?? this.#others.get(counter);
    if ((queue?.length ?? 0) >= MAX_LETTERS_OF_ONE) return "overload";
    if (queue) queue.push(letter);
    else this.#fresh.set(counter, [letter]);
    this.#size += 1;
    this.#bytes += letter.payload.length;
    this.#ring();
    return "taken";
  }

  /** Of one counter in the order in which they came. However many are fresh, those that wait have a quarter. */
  take(most: number): Letter[] {
    const taken: Letter[] = [];
    this.#serve(this.#fresh, { turn: 1, upTo: Math.ceil(most * 0.75), taken });
    this.#serve(this.#others, { turn: TURN, upTo: most, taken });
    this.#serve(this.#fresh, { turn: 1, upTo: most, taken });
    return taken;
  }

  #serve(queues: Queues, { turn, upTo, taken }: { turn: number; upTo: number; taken: Letter[] }): void {
    // A counter with more waiting goes to the end of the others: there the loop meets it again.
    for (const [counter, queue] of queues) {
      if (taken.length >= upTo) return;
      const served = queue.splice(0, Math.min(turn, upTo - taken.length));
      queues.delete(counter);
      if (queue.length > 0) this.#others.set(counter, queue);
      for (const letter of served) this.#bytes -= letter.payload.length;
      this.#size -= served.length;
      taken.push(...served);
    }
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
