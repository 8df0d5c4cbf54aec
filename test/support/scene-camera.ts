import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { JpegSplitter } from "#eye/source/jpeg-splitter.js";
import { demoClip } from "./footage.js";
import { type Login, PictureServer } from "./picture-server.js";

const FPS = 15;
const MOST_BYTES = 256 * 1024 * 1024;

/** An HTTP camera (MJPEG, 1280×720, 15 fps) in front of which rendered scenes are played: a test is their director. */
export class SceneCamera implements AsyncDisposable {
  readonly #server: PictureServer;
  #playing: Disposable | undefined;

  static async start(options: { login?: Login } = {}): Promise<SceneCamera> {
    return new SceneCamera(await PictureServer.start(options));
  }

  private constructor(server: PictureServer) {
    this.#server = server;
  }

  get url(): string {
    return this.#server.url("/stream");
  }

  get viewers(): number {
    return this.#server.viewers;
  }

  /** Forwards and backwards, so that nobody jumps where the clip ends. */
  play(pictures: readonly Uint8Array[]): void {
    this.#playing?.[Symbol.dispose]();
    this.#playing = this.#server.play([...pictures, ...[...pictures].reverse()], FPS);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#playing?.[Symbol.dispose]();
    await this.#server[Symbol.asyncDispose]();
  }
}

/** A demo clip's pictures from one second to another; `filter`: what ffmpeg does to them. */
export async function scene(clip: string, { from = 0, to = 99, filter = "null" } = {}): Promise<Buffer[]> {
  const args = ["-loglevel", "error", "-ss", String(from), "-to", String(to), "-i", demoClip(clip)];
  const { stdout } = await promisify(execFile)(
    "ffmpeg",
    [...args, "-vf", filter, "-q:v", "3", "-f", "mjpeg", "pipe:1"],
    { encoding: "buffer", maxBuffer: MOST_BYTES, timeout: 60_000 },
  );
  return new JpegSplitter().push(stdout);
}
