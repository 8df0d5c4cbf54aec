/**
 * Which pictures of a faster source are due at `fps`: evenly spaced on average, and a source that runs at about this
 * very rate loses none to its jitter (a quarter of a period is forgiven). Times in ms.
 */
export class Pace {
  readonly #period: number;
  #due = Number.NEGATIVE_INFINITY;

  constructor(fps: number) {
    this.#period = 1000 / fps;
  }

  isDue(now: number): boolean {
    if (now < this.#due - this.#period / 4) return false;
    this.#due = (now - this.#due > this.#period ? now : this.#due) + this.#period;
    return true;
  }
}
