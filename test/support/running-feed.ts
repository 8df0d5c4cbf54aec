import { runFeed } from "#eye/feed/run-feed.js";
import { type CameraConfig, cameraSchema } from "#eye/source/camera-config.js";
import { systemClock } from "#platform/clock.js";
import { eventually } from "./child.js";
import { memoryLog } from "./memory-log.js";

/** A camera's feed in this process; the test may change its camera while it runs. */
export class RunningFeed implements AsyncDisposable {
  readonly lines: string[];
  readonly stop = new AbortController();
  readonly ended: Promise<unknown>;
  camera: CameraConfig;
  outdated = false;

  constructor(socket: string, camera: Record<string, unknown>, ffmpeg?: string) {
    const { log, lines } = memoryLog();
    this.lines = lines;
    this.camera = cameraSchema.parse({ ...camera, feed: socket });
    this.ended = runFeed(
      { socket, camera: () => this.camera, clock: systemClock, ffmpeg, outdated: () => this.outdated },
      { log, signal: this.stop.signal },
    ).then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  static async start(socket: string, camera: Record<string, unknown>, ffmpeg?: string): Promise<RunningFeed> {
    const feed = new RunningFeed(socket, camera, ffmpeg);
    await eventually(() => feed.lines.some((line) => line.includes("feed.ready")), { what: "a feed" });
    return feed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    await this.ended;
  }
}
