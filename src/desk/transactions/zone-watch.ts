/** What is known about people in the zone, from presence counts and, while a window is bound, from its readings. */
export class ZoneWatch {
  #faces: number | undefined;
  #since = 0;

  /** `at`: monotonic ms. Call it as often as word comes. */
  saw(faces: number, at: number): void {
    const occupied = faces > 0;
    if (this.#faces === undefined || this.#faces > 0 !== occupied) this.#since = at;
    this.#faces = faces;
  }

  /** The eye is gone: nothing is known until it speaks again. */
  forget(): void {
    this.#faces = undefined;
  }

  emptyFor(at: number): number {
    return this.#faces === 0 ? at - this.#since : 0;
  }

  occupiedFor(at: number): number {
    return this.#faces !== undefined && this.#faces > 0 ? at - this.#since : 0;
  }
}
