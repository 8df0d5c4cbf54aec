import type { Measure } from "#contract/measure.js";
import type { ReadingLimits } from "#contract/policy.js";
import { type EyeStart, superviseEye } from "#desk/eye/eye-child.js";
import { EyeLink, type EyeState } from "#desk/eye/eye-link.js";
import type { Clock } from "#platform/clock.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { listenOnSocket } from "#platform/unix-socket.js";

export type PreviewOptions = {
  readonly start: EyeStart;
  readonly socket: string;
  readonly limits: () => ReadingLimits;
  readonly clock: Clock;
  readonly log: Logger;
};
export type PreviewHooks = {
  readonly onMeasure: (measure: Measure) => void;
  readonly onPicture: (jpeg: Buffer) => void;
};

/**
 * The preview is a process of its own, which has the camera while a technician is signed in; it ends with this object.
 * Its pictures pass through the desk's memory, the newest replacing the one before.
 */
export class Preview implements AsyncDisposable {
  readonly #link: EyeLink;
  readonly #options: PreviewOptions;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #failure: string | undefined;

  constructor(options: PreviewOptions, { onMeasure, onPicture }: PreviewHooks) {
    const { limits, clock } = options;
    const log = options.log.child({ link: "preview" });
    const nothing = (): void => {};
    this.#options = { ...options, log };
    this.#link = new EyeLink({
      ...{ onReading: nothing, onPresence: nothing, onReady: nothing, onGone: nothing },
      ...{ onMeasure, onPicture, limits, clock, log },
    });
    this.#link.measure(true);
    this.#running = this.#run().catch((error: unknown) => {
      this.#failure = messageOf(error);
      log.error({ event: "preview.failed", error: this.#failure });
    });
  }

  get state(): EyeState {
    const { state } = this.#link;
    return this.#failure === undefined ? state : { ...state, camera: "unreachable", detail: this.#failure };
  }

  get models(): { readonly model: string; readonly detector: string } | undefined {
    const [model, detector] = [this.#link.model(), this.#link.detector()];
    return model && detector ? { model, detector } : undefined;
  }

  /** Whom the eye follows is forgotten: two people who come together are to be told. */
  bindAnew(): void {
    this.#link.measure(true);
  }

  tick(): void {
    this.#link.tick();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { start, socket, clock, log } = this.#options;
    const { signal } = this.#stop;
    using _listening = await listenOnSocket({ path: socket, key: "preview" }, (connection) =>
      this.#link.accept(connection),
    );
    using _link = this.#link;
    await superviseEye(start, { clock, log, words: () => this.#link.words }, signal);
  }
}
