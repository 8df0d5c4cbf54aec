import { FaceMotion } from "#eye/quality/face-motion.js";

/** A photograph shows no motion of its own for so long, ms; a living face blinks, speaks or turns well before. */
const STILL_MS = 10_000;
/** Largest block's change that counts, as a share of the face's contrast: photographs in hand stay below 0.1. */
const MOTION = 0.12;
/** After a longer gap the face is looked at anew, ms. */
const GAP_MS = 3_000;

/** Whether the bound face has been a still picture for STILL_MS. Keeps one softened face in memory, nothing else. */
export class Stillness {
  readonly #motion = new FaceMotion();
  #since: number | undefined;
  #last = 0;

  isStill(face: Float32Array, t: number): boolean {
    const fresh = this.#since === undefined || t - this.#last > GAP_MS || t < this.#last;
    this.#last = t;
    if (fresh || this.#motion.changeTo(face) > MOTION) {
      this.#motion.setReference(face);
      this.#since = t;
    }
    return t - (this.#since ?? t) >= STILL_MS;
  }

  reset(): void {
    this.#since = undefined;
    this.#motion.clear();
  }
}
