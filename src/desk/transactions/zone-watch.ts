/** Between two looks further apart than this anything may have happened. The slowest camera looks once a second. */
const GAP_MS = 3_000;

/**
 * What is known about people in the zone, from presence counts and, while a window is bound, from its readings. Only
 * the time between looks counts: a camera that stalls says nothing, and nothing is concluded from it.
 */
export class ZoneWatch {
  #faces: number | undefined;
  #since = 0;
  #last = 0;

  /** `at`: monotonic ms. Call it as often as word comes. */
  saw(faces: number, at: number): void {
    const occupied = faces > 0;
    if (this.#faces === undefined || this.#faces > 0 !== occupied || at - this.#last > GAP_MS) this.#since = at;
    this.#faces = faces;
    this.#last = at;
  }

  /** The eye is gone: nothing is known until it speaks again. */
  forget(): void {
    this.#faces = undefined;
  }

  emptyFor(at: number): number {
    return this.#faces === 0 ? this.#seenFor(at) : 0;
  }

  occupiedFor(at: number): number {
    return this.#faces !== undefined && this.#faces > 0 ? this.#seenFor(at) : 0;
  }

  #seenFor(at: number): number {
    return at - this.#last > GAP_MS ? 0 : this.#last - this.#since;
  }
}
