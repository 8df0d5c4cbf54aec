import type { Frame } from "#eye/frame.js";
import { blankedAreas } from "#eye/source/blanking.js";
import type { CameraConfig } from "#eye/source/camera-config.js";
import { CameraWatch, type StateListener } from "#eye/source/camera-watch.js";
import type { Connect, ConnectionEnd, Picture, Preview } from "#eye/source/connection.js";
import { FramePool } from "#eye/source/frame-pool.js";
import { Mailbox } from "#eye/source/mailbox.js";
import { Pace } from "#eye/source/pace.js";
import { decodeStill, type StillLayout } from "#eye/source/still.js";
import { frameSize } from "#eye/source/zone.js";
import { backoff } from "#platform/backoff.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

export type SourceCounters = {
  /** Pictures that arrived and were due. */
  readonly arrived: number;
  /** Of those, replaced by a newer one before they were read. */
  readonly dropped: number;
  /** Passed over before they were decoded or read, for the rate was limited. */
  readonly skipped: number;
  readonly reconnects: number;
};

/** A camera: its frames, the newest first and the late ones dropped, until it is disposed of or its signal aborts. */
export interface Source extends AsyncIterable<Frame>, AsyncDisposable {
  readonly counters: SourceCounters;
  /** Delivers at another rate from now on: the camera is connected anew. */
  setRate(fps: number): void;
  /** Of what the camera delivers, at most so many a second are passed on; undefined: all. The camera is not told. */
  limitRate(fps: number | undefined): void;
  /** The longest silence between two pictures since this was last asked, ms. */
  takeLongestGap(): number;
}

export type SourceOptions = {
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly onState?: StateListener | undefined;
  /** The decoder, when it is not the `ffmpeg` of the PATH. */
  readonly ffmpeg?: string | undefined;
  /** Shown every picture that is due there, whole: only while a technician is signed in. */
  readonly preview?: Preview | undefined;
};

/** The first picture waits for a key frame: longer than the silence that is allowed between two. */
const FIRST_PICTURE_SECONDS = 10;
/** Many cameras shut out an address that tries a wrong password five times: it is tried once a minute. */
const REFUSED = /\b40[13]\b/;
const REFUSED_WAIT_MS = 60_000;
/** A connection that lasted this long was a good one: the next attempt begins without long waiting. */
const GOOD_CONNECTION_MS = 10_000;

export class LiveSource implements Source {
  readonly #camera: CameraConfig;
  readonly #connectAt: (fps: number) => Connect;
  readonly #options: SourceOptions;
  readonly #watch: CameraWatch;
  readonly #pool: FramePool;
  readonly #layout: StillLayout;
  readonly #mailbox: Mailbox<Picture>;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #arrived = 0;
  /** At the beginning of this connection. */
  #arrivedBefore = 0;
  #reconnects = 0;
  #lastArrival = 0;
  #brokenSince: number | undefined;
  #longestGap = 0;
  #fps: number;
  #otherRate = new AbortController();
  #limit: { readonly fps: number; readonly pace: Pace } | undefined;
  #skipped = 0;
  readonly #previewPace: Pace | undefined;

  constructor(camera: CameraConfig, connectAt: (fps: number) => Connect, options: SourceOptions) {
    this.#camera = camera;
    this.#fps = camera.fps;
    // What cannot be connected to at all is said here and not later.
    connectAt(camera.fps);
    this.#connectAt = connectAt;
    this.#options = options;
    this.#previewPace = options.preview && new Pace(options.preview.fps);
    const { zone, size } = camera;
    this.#layout = { zone, size, frame: frameSize(size, zone), blanked: blankedAreas(camera) };
    this.#pool = new FramePool(this.#layout.frame.width * this.#layout.frame.height * 3);
    this.#mailbox = new Mailbox((picture) => this.#release(picture));
    this.#watch = new CameraWatch({
      log: options.log,
      listener: options.onState ?? (() => {}),
      frozenSeconds: camera.frozenSeconds,
    });
    this.#running = this.#supervise(AbortSignal.any([options.signal, this.#stop.signal])).then(
      () => this.#mailbox.close(),
      (error: unknown) => this.#mailbox.close(error),
    );
  }

  get counters(): SourceCounters {
    return {
      arrived: this.#arrived,
      dropped: this.#mailbox.dropped,
      skipped: this.#skipped,
      reconnects: this.#reconnects,
    };
  }

  setRate(fps: number): void {
    if (fps === this.#fps) return;
    this.#fps = fps;
    this.#otherRate.abort();
    this.#otherRate = new AbortController();
  }

  limitRate(fps: number | undefined): void {
    if (fps !== this.#limit?.fps) this.#limit = fps === undefined ? undefined : { fps, pace: new Pace(fps) };
  }

  takeLongestGap(): number {
    const gap = this.#longestGap;
    this.#longestGap = 0;
    return gap;
  }

  /** Each frame is valid until the next one is asked for. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Frame, void, undefined> {
    for (;;) {
      const picture = await this.#mailbox.take();
      if (picture === undefined) return;
      const rgb = await this.#pixels(picture);
      if (rgb === undefined) continue;
      this.#watch.saw(rgb, picture.available);
      const { width, height } = this.#layout.frame;
      yield { rgb, width, height, t: picture.available, available: picture.available };
      this.#pool.release(rgb);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #supervise(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt++) {
      const since = this.#options.clock.monotonic();
      const otherRate = this.#otherRate.signal;
      const end = await this.#connectOnce(AbortSignal.any([signal, otherRate]));
      if (signal.aborted) return;
      if (otherRate.aborted) continue;
      this.#watch.report(end.stalled ? "stalled" : "unreachable", end.detail);
      if (end.finished) return;
      if (this.#options.clock.monotonic() - since > GOOD_CONNECTION_MS) attempt = 1;
      const refused = REFUSED.test(end.detail) ? REFUSED_WAIT_MS : 0;
      await pause(Math.max(refused, backoff(attempt, { baseMs: 500, maxMs: 15_000 })), signal);
      if (!signal.aborted) this.#reconnects++;
    }
  }

  async #connectOnce(signal: AbortSignal): Promise<ConnectionEnd & { stalled: boolean }> {
    const { clock, ffmpeg } = this.#options;
    const giveUp = new AbortController();
    const before = this.#arrived;
    this.#arrivedBefore = before;
    this.#lastArrival = clock.monotonic();
    this.#brokenSince = undefined;
    this.#watch.forget();
    let complaint: string | undefined;
    const watchdog = setInterval(() => {
      complaint ??= this.#complaint(this.#arrived > before);
      if (complaint !== undefined) giveUp.abort();
    }, 100);
    try {
      const end = await this.#connectAt(this.#fps)({
        signal: AbortSignal.any([signal, giveUp.signal]),
        clock,
        pool: this.#pool,
        ffmpeg,
        preview: this.#options.preview,
        deliver: (picture) => this.#deliver(picture),
      });
      if (complaint === undefined) return { stalled: false, ...end, detail: end.detail || "the stream ended" };
      const stalled = this.#arrived > before && this.#brokenSince === undefined;
      return { finished: false, stalled, detail: complaint };
    } finally {
      clearInterval(watchdog);
    }
  }

  /** Why the connection is no longer worth holding, if it is not. */
  #complaint(living: boolean): string | undefined {
    const now = this.#options.clock.monotonic();
    const { stallSeconds } = this.#camera;
    const limit = living ? stallSeconds : Math.max(stallSeconds, FIRST_PICTURE_SECONDS);
    if (now - this.#lastArrival > limit * 1000) return `no picture for ${limit} s`;
    if (this.#brokenSince !== undefined && now - this.#brokenSince > stallSeconds * 1000)
      return "pictures arrive but cannot be decoded";
    return undefined;
  }

  #deliver(picture: Picture): void {
    if (this.#arrived > this.#arrivedBefore)
      this.#longestGap = Math.max(this.#longestGap, picture.available - this.#lastArrival);
    this.#arrived++;
    this.#lastArrival = picture.available;
    if (picture.kind === "still" && this.#previewPace?.isDue(picture.available))
      this.#options.preview?.show(picture.bytes);
    if (this.#limit && !this.#limit.pace.isDue(picture.available)) {
      this.#skipped++;
      this.#release(picture);
    } else this.#mailbox.put(picture);
  }

  async #pixels(picture: Picture): Promise<Uint8Array | undefined> {
    if (picture.kind === "raw") return picture.rgb;
    const rgb = this.#pool.acquire();
    try {
      await decodeStill(picture.bytes, this.#layout, rgb);
      this.#brokenSince = undefined;
      return rgb;
    } catch (error) {
      this.#pool.release(rgb);
      if (!isErrorCode(error, "camera.garbage")) throw error;
      if (this.#brokenSince === undefined)
        this.#options.log.warn({ event: "camera.garbage", detail: messageOf(error) });
      this.#brokenSince ??= picture.available;
      return undefined;
    }
  }

  #release(picture: Picture): void {
    if (picture.kind === "raw") this.#pool.release(picture.rgb);
  }
}
