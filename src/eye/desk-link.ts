import { createConnection, type Socket } from "node:net";
import { type DeskToEye, deskToEyeSchema, type EyeToDesk, MAX_EYE_MESSAGE_BYTES } from "#contract/eye-link.js";
import { backoff } from "#platform/backoff.js";
import { messageOf, systemCode } from "#platform/errors.js";
import { encodeBytes, encodeMessage, MessageSplitter } from "#platform/framing.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

export type DeskLinkOptions = {
  readonly socket: string;
  readonly log: Logger;
  /** What a desk is told first, on every connection. */
  readonly greeting: () => readonly EyeToDesk[];
  readonly onMessage: (message: DeskToEye) => void;
  readonly onLost: () => void;
};

/** Beyond this the desk is slow: what it can do without is not sent. */
const SLOW_BYTES = 32_768;
/** Beyond this it hangs: better a new connection than a growing queue. */
const HUNG_BYTES = 262_144;
const GOOD_CONNECTION_MS = 5_000;

/** The eye's end of the socket: connects, and connects again for as long as it lives. Without a desk nothing is kept. */
export class DeskLink {
  readonly #options: DeskLinkOptions;
  #socket: Socket | undefined;
  #outage: string | undefined;

  constructor(options: DeskLinkOptions) {
    this.#options = options;
  }

  send(message: EyeToDesk): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    const optional = message.type === "presence" || message.type === "stats";
    if (optional && socket.writableLength > SLOW_BYTES) return;
    if (socket.writableLength > HUNG_BYTES) {
      socket.destroy(new Error("the desk does not read"));
      return;
    }
    socket.write(encodeMessage(message));
  }

  /** Only the newest is worth showing: while the last one is still under way, none. */
  sendPicture(jpeg: Uint8Array): void {
    if (this.#socket?.writableLength === 0) this.#socket.write(encodeBytes(jpeg));
  }

  async run(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt++) {
      const since = performance.now();
      const why = await this.#connectOnce(signal);
      if (signal.aborted) return;
      if (why !== this.#outage) this.#options.log.warn({ event: "desk.lost", why });
      this.#outage = why;
      if (performance.now() - since > GOOD_CONNECTION_MS) attempt = 1;
      await pause(backoff(attempt, { baseMs: 100, maxMs: 2_000 }), signal);
    }
  }

  /** Resolves, once the connection is over, with the reason. */
  #connectOnce(signal: AbortSignal): Promise<string> {
    const { log, greeting, onLost } = this.#options;
    const socket = createConnection(this.#options.socket);
    const splitter = new MessageSplitter(MAX_EYE_MESSAGE_BYTES);
    const leave = (): void => void socket.destroy();
    signal.addEventListener("abort", leave, { once: true });
    let why = "the desk closed the connection";
    socket.on("connect", () => {
      this.#outage = undefined;
      this.#socket = socket;
      log.info({ event: "desk.connected" });
      for (const message of greeting()) this.send(message);
    });
    socket.on("data", (chunk) => this.#receive(socket, splitter, chunk));
    socket.on("error", (error) => {
      why = systemCode(error) ?? messageOf(error);
    });
    return new Promise((resolve) => {
      socket.on("close", () => {
        signal.removeEventListener("abort", leave);
        if (this.#socket === socket) {
          this.#socket = undefined;
          onLost();
        }
        resolve(why);
      });
    });
  }

  #receive(socket: Socket, splitter: MessageSplitter, chunk: Buffer): void {
    if (socket.destroyed) return;
    try {
      for (const message of splitter.push(chunk)) this.#options.onMessage(deskToEyeSchema.parse(message));
    } catch (error) {
      socket.destroy(new Error(`a message that is not understood (${messageOf(error).slice(0, 200)})`));
    }
  }
}
