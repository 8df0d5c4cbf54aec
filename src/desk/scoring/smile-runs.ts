/** A smile begins at one and lasts until the other, or one that flickers about a single threshold would fall into short ones. */
const SMILE_BEGINS = 0.5;
const SMILE_ENDS = 0.4;
const SHORT_MS = 700;

/** Time in smiles shorter than 0.7 s, what frustrated people show (Hoque, McDuff, Picard 2012): reported, not scored. */
export class SmileRuns {
  #runMs = 0;
  #shortMs = 0;

  get shortMs(): number {
    return this.#shortMs;
  }

  add(happiness: number, ms: number): void {
    if (happiness >= (this.#runMs > 0 ? SMILE_ENDS : SMILE_BEGINS)) this.#runMs += ms;
    else this.end();
  }

  end(): void {
    if (this.#runMs < SHORT_MS) this.#shortMs += this.#runMs;
    this.#runMs = 0;
  }
}
