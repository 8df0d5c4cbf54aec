/**
 * One picture of the zone, already cropped and scaled where it was decoded: packed RGB, 8 bits, row by row.
 * `rgb` belongs to the source and is overwritten by a later frame: nobody keeps it.
 */
export type Frame = {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Capture time, ms on the monotonic clock; offline, ms from the start of the clip. */
  readonly t: number;
  /** When the frame was available to us, ms on the monotonic clock. */
  readonly available: number;
};
