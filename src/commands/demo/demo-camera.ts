import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { JpegSplitter } from "#eye/source/jpeg-splitter.js";

const BOUNDARY = "frame";
/** A viewer that reads too slowly is skipped rather than queued for. */
const MAX_UNSENT_BYTES = 4_000_000;

/**
 * An MJPEG network camera on loopback that looks at whatever clip is played, and at an empty chair in between: to the
 * eye it is a camera like any other.
 */
export class DemoCamera implements AsyncDisposable {
  readonly #viewers = new Set<ServerResponse>();
  readonly #idleClip: string;
  readonly #server = createServer((_request, response) => this.#welcome(response));
  #player: ChildProcess | undefined;

  static async start(idleClip: string): Promise<DemoCamera> {
    const camera = new DemoCamera(idleClip);
    camera.#server.listen(0, "127.0.0.1");
    await once(camera.#server, "listening");
    camera.idle();
    return camera;
  }

  private constructor(idleClip: string) {
    this.#idleClip = idleClip;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Plays a clip once at its own pace; resolves when it has ended. */
  async play(file: string): Promise<void> {
    const player = this.#show(file, ["-re"]);
    await once(player, "close");
  }

  /** The empty chair, until something is played. */
  idle(): void {
    this.#show(this.#idleClip, ["-re", "-stream_loop", "-1"]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#player?.kill("SIGKILL");
    for (const viewer of this.#viewers) viewer.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #show(file: string, pace: readonly string[]): ChildProcess {
    this.#player?.kill("SIGKILL");
    const jpeg = ["-an", "-c:v", "mjpeg", "-q:v", "3", "-f", "image2pipe", "pipe:1"];
    const player = spawn("ffmpeg", ["-v", "error", "-nostdin", ...pace, "-i", file, ...jpeg], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const splitter = new JpegSplitter();
    player.stdout?.on("data", (chunk: Buffer) => {
      if (this.#player === player) for (const picture of splitter.push(chunk)) this.#broadcast(picture);
    });
    this.#player = player;
    return player;
  }

  #welcome(response: ServerResponse): void {
    response.writeHead(200, { "content-type": `multipart/x-mixed-replace; boundary=${BOUNDARY}` });
    this.#viewers.add(response);
    response.on("close", () => this.#viewers.delete(response));
  }

  #broadcast(picture: Buffer): void {
    const head = `--${BOUNDARY}\r\ncontent-type: image/jpeg\r\ncontent-length: ${picture.length}\r\n\r\n`;
    for (const viewer of this.#viewers) {
      if (viewer.writableLength > MAX_UNSENT_BYTES) continue;
      viewer.write(head);
      viewer.write(picture);
      viewer.write("\r\n");
    }
  }
}
