import type { CameraState } from "#contract/eye-link.js";
import type { Logger } from "#platform/logger.js";

export type StateListener = (state: CameraState, detail: string) => void;

/**
 * The state of a camera, told once per change. Frozen: sensor noise changes every living camera's picture, so one that
 * stays the same to the bit is not a picture of now.
 */
export class CameraWatch {
  readonly #log: Logger;
  readonly #listener: StateListener;
  readonly #frozenMs: number;
  #state: CameraState = "starting";
  #sample = 0;
  #changed: number | undefined;

  constructor(options: { log: Logger; listener: StateListener; frozenSeconds: number }) {
    this.#log = options.log;
    this.#listener = options.listener;
    this.#frozenMs = options.frozenSeconds * 1000;
    this.#listener("starting", "");
  }

  report(state: CameraState, detail: string): void {
    if (state === this.#state) return;
    this.#state = state;
    const level = state === "live" ? "info" : "warn";
    this.#log[level]({ event: "camera.state", state, ...(detail === "" ? {} : { detail }) });
    this.#listener(state, detail);
  }

  /** A frame arrived at `now`, ms on the monotonic clock. */
  saw(rgb: Uint8Array, now: number): void {
    const sample = sampleHash(rgb);
    if (sample !== this.#sample || this.#changed === undefined) {
      this.#sample = sample;
      this.#changed = now;
    }
    const unchanged = now - this.#changed;
    if (unchanged < this.#frozenMs) this.report("live", "");
    else this.report("frozen", `the same picture for ${Math.round(unchanged / 1000)} s`);
  }

  /** After a gap the first frame proves nothing about what went before. */
  forget(): void {
    this.#changed = undefined;
  }
}

/** Odd, so that over the rows every column and channel is met. */
const STEP = 37;

/** FNV-1a over every 37th byte: far from a checksum, near enough to notice noise. */
function sampleHash(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at += STEP) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}
