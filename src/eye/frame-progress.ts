import type { CameraState } from "#contract/eye-link.js";

/**
 * Whether the eye does its work: since the last question a frame was looked at, or there is none to look at and it is
 * known why (a camera that is away, an eye that lets a technician have the camera).
 */
export class FrameProgress {
  #looked = 0;
  #asked = 0;
  readonly #idle: () => CameraState | "resting";

  constructor(idle: () => CameraState | "resting") {
    this.#idle = idle;
  }

  looked(): void {
    this.#looked += 1;
  }

  readonly moved = (): boolean => {
    const moved = this.#looked !== this.#asked;
    this.#asked = this.#looked;
    return moved || this.#idle() !== "live";
  };
}
