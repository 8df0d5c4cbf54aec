import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { JpegSplitter } from "#eye/source/jpeg-splitter.js";
import { demoClip } from "./footage.js";
import { type Login, PictureServer } from "./picture-server.js";

const FPS = 15;
const MOST_BYTES = 256 * 1024 * 1024;

/** A piece of a clip, in seconds of it. */
export type Span = { readonly from: number; readonly to: number };
/** Out of its span a person gets back into it this many times faster than they act in it. */
const HURRY = 3;

/** An HTTP camera (MJPEG, 1280×720, 15 fps) in front of which rendered scenes are played: a test is their director. */
export class SceneCamera implements AsyncDisposable {
  readonly #server: PictureServer;
  readonly #timer: NodeJS.Timeout;
  #pictures: readonly Uint8Array[] = [];
  #span = { first: 0, last: 0 };
  #at = 0;
  #step = 1;

  static async start(options: { login?: Login } = {}): Promise<SceneCamera> {
    return new SceneCamera(await PictureServer.start(options));
  }

  private constructor(server: PictureServer) {
    this.#server = server;
    this.#timer = setInterval(() => this.#next(), 1_000 / FPS);
  }

  get url(): string {
    return this.#server.url("/stream");
  }

  get viewers(): number {
    return this.#server.viewers;
  }

  /** Forwards and backwards within the span, so that nobody jumps; within the same scene they move there, picture by picture. */
  play(pictures: readonly Uint8Array[], { from, to }: Span = { from: 0, to: pictures.length / FPS }): void {
    this.#span = { first: Math.round(from * FPS), last: Math.min(pictures.length, Math.round(to * FPS)) - 1 };
    if (pictures !== this.#pictures) this.#at = this.#span.first;
    this.#pictures = pictures;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#server[Symbol.asyncDispose]();
  }

  #next(): void {
    const picture = this.#pictures[this.#at];
    if (picture) this.#server.show(picture);
    const { first, last } = this.#span;
    if (this.#at < first) this.#at = Math.min(first, this.#at + HURRY);
    else if (this.#at > last) this.#at = Math.max(last, this.#at - HURRY);
    else {
      if (this.#at + this.#step < first || this.#at + this.#step > last) this.#step = -this.#step;
      this.#at = Math.min(last, Math.max(first, this.#at + this.#step));
    }
  }
}

/** A demo clip's pictures; `filter`: what ffmpeg does to them. */
export async function scene(clip: string, filter = "null"): Promise<Buffer[]> {
  const args = ["-loglevel", "error", "-i", demoClip(clip)];
  const { stdout } = await promisify(execFile)(
    "ffmpeg",
    [...args, "-vf", filter, "-q:v", "3", "-f", "mjpeg", "pipe:1"],
    { encoding: "buffer", maxBuffer: MOST_BYTES, timeout: 60_000 },
  );
  return new JpegSplitter().push(stdout);
}
