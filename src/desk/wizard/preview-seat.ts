import { Preview, type PreviewHooks, type PreviewOptions } from "#desk/wizard/preview.js";

/** One preview after the other: a camera may serve one at a time. */
export class PreviewSeat {
  readonly #options: PreviewOptions;
  readonly #hooks: PreviewHooks;
  #preview: Preview | undefined;
  /** Whatever was asked for before is done by then. */
  #turn: Promise<void>;
  /** How many were let go: what one of them still sends is of the camera that was, and nobody takes it. */
  #left = 0;

  /** `before`: until then another may hold the camera. */
  constructor(options: PreviewOptions, hooks: PreviewHooks, before: Promise<void>) {
    this.#options = options;
    this.#hooks = hooks;
    this.#turn = before;
    this.#open();
  }

  /** Undefined while one ends and the next has not begun. */
  get preview(): Preview | undefined {
    return this.#preview;
  }

  /** With what is configured now. */
  restart(): void {
    this.#leave();
    this.#open();
  }

  /** Nobody holds the camera while the work is done; then the preview begins anew, unless somebody saw to it meanwhile. */
  async whileEmpty<T>(work: () => Promise<T>): Promise<T> {
    this.#leave();
    const left = this.#left;
    await this.#turn;
    try {
      return await work();
    } finally {
      if (left === this.#left) this.#open();
    }
  }

  async close(): Promise<void> {
    this.#leave();
    await this.#turn;
  }

  #open(): void {
    const left = this.#left;
    const unlessLate =
      <T>(take: (what: T) => void) =>
      (what: T): void => {
        if (left === this.#left) take(what);
      };
    const { onMeasure, onPicture } = this.#hooks;
    const hooks = { onMeasure: unlessLate(onMeasure), onPicture: unlessLate(onPicture) };
    this.#turn = this.#turn.then(() => {
      if (left === this.#left) this.#preview = new Preview(this.#options, hooks);
    });
  }

  #leave(): void {
    this.#left += 1;
    const preview = this.#preview;
    this.#preview = undefined;
    this.#turn = this.#turn.then(() => preview?.[Symbol.asyncDispose]());
  }
}
