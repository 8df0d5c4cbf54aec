import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between a client and a server on loopback and breaks what lies between them, as the test says. */
export class TcpProxy implements AsyncDisposable {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((client) => this.#join(client));
  readonly #target: number;
  #down = false;
  #hanging = false;
  #delayMs = 0;
  #bytesPerSecond = Number.POSITIVE_INFINITY;

  /** `port` 0: any free one. */
  static async start(targetPort: number, port = 0): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort);
    proxy.#server.listen(port, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  private constructor(target: number) {
    this.#target = target;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.#sockets.size / 2;
  }

  /** Cable pulled: every connection is reset, new ones too. */
  down(): void {
    this.#down = true;
    this.reset();
  }

  up(): void {
    this.#down = false;
  }

  /** Silence: connections stay open and nothing passes any more; what was sent meanwhile is lost. */
  hang(hanging = true): void {
    this.#hanging = hanging;
  }

  /** A long road: everything arrives this much later, in order. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** A narrow road; without a number as wide as before. */
  throttle(bytesPerSecond = Number.POSITIVE_INFINITY): void {
    this.#bytesPerSecond = bytesPerSecond;
  }

  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(client: Socket): void {
    if (this.#down) {
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.#target, "127.0.0.1");
    this.#forward(client, server);
    this.#forward(server, client);
  }

  #forward(from: Socket, to: Socket): void {
    this.#sockets.add(from.setNoDelay());
    // When the last byte so far is due at the other end: what comes later never overtakes it.
    let dueAt = 0;
    const later = (work: () => void): void => {
      const waitMs = dueAt - performance.now();
      if (waitMs > 0) setTimeout(work, waitMs);
      else work();
    };
    from.on("data", (chunk) => {
      if (this.#hanging) return;
      const passingMs = (chunk.length / this.#bytesPerSecond) * 1_000;
      dueAt = Math.max(dueAt, performance.now() + this.#delayMs) + passingMs;
      later(() => {
        if (to.destroyed || to.write(chunk)) return;
        from.pause();
        to.once("drain", () => from.resume());
      });
    });
    from.on("end", () => later(() => to.end()));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.#sockets.delete(from);
      later(() => to.destroySoon());
    });
  }
}
