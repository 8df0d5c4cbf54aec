import { rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { type DeskToEye, type EyeToDesk, eyeToDeskSchema, MAX_EYE_MESSAGE_BYTES } from "#contract/eye-link.js";
import { encodeMessage, MessageSplitter } from "#platform/framing.js";
import { eventually } from "./child.js";

type Of<Type extends EyeToDesk["type"]> = Extract<EyeToDesk, { type: Type }>;

/** The desk's end of the socket, which writes down every word of the eye; a word outside the contract is an error. */
export class DeskListener implements AsyncDisposable {
  readonly heard: EyeToDesk[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #path: string;
  #broken: unknown;
  connections = 0;

  static async listen(path: string): Promise<DeskListener> {
    await rm(path, { force: true });
    const listener = new DeskListener(path);
    await new Promise<void>((resolve, reject) => {
      listener.#server.once("error", reject).listen(path, resolve);
    });
    return listener;
  }

  private constructor(path: string) {
    this.#path = path;
    this.#server = createServer((socket) => this.#hear(socket));
  }

  all<Type extends EyeToDesk["type"]>(type: Type): Of<Type>[] {
    return this.heard.filter((message): message is Of<Type> => message.type === type);
  }

  /** The next message of a type that fits, said from now on. */
  next<Type extends EyeToDesk["type"]>(type: Type, fits: (message: Of<Type>) => boolean = () => true) {
    const from = this.heard.length;
    return eventually(
      () => {
        if (this.#broken) throw this.#broken;
        return this.heard
          .slice(from)
          .filter((message): message is Of<Type> => message.type === type)
          .find(fits);
      },
      { what: `a message of type ${type}` },
    );
  }

  say(message: DeskToEye): void {
    for (const socket of this.#sockets) socket.write(encodeMessage(message));
  }

  /** Bytes as they are, right or wrong. */
  shout(bytes: Buffer): void {
    for (const socket of this.#sockets) socket.write(bytes);
  }

  deafen(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#path, { force: true });
  }

  #hear(socket: Socket): void {
    this.connections++;
    this.#sockets.add(socket);
    const splitter = new MessageSplitter(MAX_EYE_MESSAGE_BYTES);
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const message of splitter.push(chunk)) this.heard.push(eyeToDeskSchema.parse(message));
      } catch (error) {
        this.#broken = error;
      }
    });
    socket.on("error", () => {});
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
