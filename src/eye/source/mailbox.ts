/** One slot between camera and vision: a newer item replaces an unread one, and the replaced are counted. */
export class Mailbox<T> {
  #item: T | undefined;
  #waiting: (() => void) | undefined;
  #closed = false;
  #error: unknown;
  #dropped = 0;
  readonly #onDrop: (item: T) => void;

  constructor(onDrop: (item: T) => void = () => {}) {
    this.#onDrop = onDrop;
  }

  get dropped(): number {
    return this.#dropped;
  }

  put(item: T): void {
    if (this.#closed) {
      this.#onDrop(item);
      return;
    }
    if (this.#item !== undefined) {
      this.#dropped++;
      this.#onDrop(this.#item);
    }
    this.#item = item;
    this.#wake();
  }

  /** The newest item, as soon as there is one; undefined after `close`. One taker at a time. */
  async take(): Promise<T | undefined> {
    while (this.#item === undefined && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
    if (this.#error !== undefined) throw this.#error;
    const item = this.#item;
    this.#item = undefined;
    return item;
  }

  /** Ends the taking; an item still in the slot is taken first. With an error, `take` throws it. */
  close(error?: unknown): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#error = error;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.();
  }
}
