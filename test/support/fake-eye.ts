import { connect, type Socket } from "node:net";
import { type DeskToEye, deskToEyeSchema, type EyeToDesk, MAX_EYE_MESSAGE_BYTES } from "#contract/eye-link.js";
import type { Reading } from "#contract/reading.js";
import { systemClock } from "#platform/clock.js";
import { encodeMessage, MessageSplitter } from "#platform/framing.js";
import { eventually } from "./child.js";
import { expressionAt } from "./readings.js";

const FAKE_MODEL = "ab".repeat(32);

/** Speaks the eye's half of the socket, as a test tells it to. */
export class FakeEye implements Disposable {
  readonly heard: DeskToEye[] = [];
  readonly #socket: Socket;
  readonly #splitter = new MessageSplitter(MAX_EYE_MESSAGE_BYTES);
  closed = false;

  constructor(path: string) {
    this.#socket = connect(path);
    this.#socket.on("data", (chunk: Buffer) => {
      for (const message of this.#splitter.push(chunk)) this.heard.push(deskToEyeSchema.parse(message));
    });
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => {
      this.closed = true;
    });
  }

  /** Connects (again and again, if need be), and says that it is ready. */
  static async ready(path: string): Promise<FakeEye> {
    const eye = await eventually(async () => {
      const attempt = new FakeEye(path);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return attempt.closed ? undefined : attempt;
    });
    eye.say({ type: "ready", version: "0.0.0", modelSha256: FAKE_MODEL, detectorSha256: FAKE_MODEL });
    eye.say({ type: "camera", state: "live", detail: "" });
    return eye;
  }

  /** The window that the desk asks to be read, if any. */
  get bound(): number | undefined {
    const last = this.heard.filter((message) => message.type !== "limits").at(-1);
    return last?.type === "bind" ? last.window : undefined;
  }

  say(message: EyeToDesk): void {
    this.#socket.write(encodeMessage(message));
  }

  sayRaw(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  read(reading: Reading): void {
    if (this.bound !== undefined) this.say({ type: "reading", window: this.bound, reading });
  }

  /** Reads a face for `ms` of real time at 20 readings a second. */
  async readFor(ms: number, named: Parameters<typeof expressionAt>[1] = {}): Promise<void> {
    await eventually(() => this.bound !== undefined, { what: "a bind" });
    const until = performance.now() + ms;
    while (performance.now() < until) {
      this.read(expressionAt(systemClock.monotonic(), named));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
