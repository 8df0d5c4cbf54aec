import type { Frame } from "#eye/frame.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import type { Source } from "#eye/source/live-source.js";
import { openSource } from "#eye/source/open-source.js";
import { systemClock } from "#platform/clock.js";
import { eventually } from "./child.js";
import { memoryLog } from "./memory-log.js";

/** What of a frame may be looked at after the next one has come. */
export type Glimpse = { t: number; width: number; height: number; middle: string; sum: number };

/** An open camera whose frames are taken as fast as they come. */
export class CameraSession implements AsyncDisposable {
  readonly states: string[] = [];
  readonly details: string[] = [];
  readonly frames: Glimpse[] = [];
  readonly logged: string[];
  readonly source: Source;
  readonly stop = new AbortController();
  /** Set once no more frames come; with the error, if there was one. */
  readonly over: Promise<unknown>;

  constructor(camera: Record<string, unknown>, ffmpeg?: string) {
    const { log, lines } = memoryLog();
    this.logged = lines;
    this.source = openSource(cameraSchema.parse(camera), {
      clock: systemClock,
      log,
      signal: this.stop.signal,
      ffmpeg,
      onState: (state, detail) => {
        this.states.push(state);
        this.details.push(detail);
      },
    });
    this.over = this.#take().then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  get state(): string | undefined {
    return this.states.at(-1);
  }

  until(state: string, timeoutMs = 20_000): Promise<unknown> {
    const what = `state ${state} (it went ${this.states.join(", ")})`;
    return eventually(() => this.state === state, { timeoutMs, what });
  }

  async moreFrames(count: number, timeoutMs = 20_000): Promise<Glimpse[]> {
    const from = this.frames.length;
    await eventually(() => this.frames.length >= from + count, { timeoutMs, what: `${count} more frames` });
    return this.frames.slice(from);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    await this.source[Symbol.asyncDispose]();
    await this.over;
  }

  async #take(): Promise<void> {
    for await (const frame of this.source) this.frames.push(glimpse(frame));
  }
}

export function glimpse({ rgb, width, height, t }: Frame): Glimpse {
  let sum = 0;
  for (const byte of rgb) sum = (sum * 31 + byte) % 4_294_967_291;
  return { t, width, height, middle: colourAt({ rgb, width, height }, width >> 1, height >> 1), sum };
}

/** The name of a strong colour at a place, for pictures made of such. */
function colourAt({ rgb, width }: Pick<Frame, "rgb" | "width" | "height">, x: number, y: number): string {
  const at = (y * width + x) * 3;
  const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
  const bright = [red > 128 ? "red" : "", green > 90 ? "green" : "", blue > 128 ? "blue" : ""].filter(Boolean);
  return bright.join("+") || "black";
}
