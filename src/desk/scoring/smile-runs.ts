const SMILE_PROBABILITY = 0.5;
const SHORT_MS = 700;

/** Time in smiles shorter than 0.7 s, what frustrated people show (Hoque, McDuff, Picard 2012): reported, not scored. */
export class SmileRuns {
  #runMs = 0;
  #shortMs = 0;

  get shortMs(): number {
    return this.#shortMs;
  }

  add(happiness: number, ms: number): void {
    if (happiness >= SMILE_PROBABILITY) this.#runMs += ms;
    else this.end();
  }

  end(): void {
    if (this.#runMs < SHORT_MS) this.#shortMs += this.#runMs;
    this.#runMs = 0;
  }
}
