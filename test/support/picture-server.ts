import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Login = { user: string; password: string; scheme: "basic" | "digest" };

/** An HTTP camera for tests: `/stream` is multipart MJPEG, `/still` the newest picture. The test decides what it sees. */
export class PictureServer implements AsyncDisposable {
  readonly #viewers = new Set<ServerResponse>();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #login: Login | undefined;
  readonly #nonce = randomBytes(8).toString("hex");
  #picture: Uint8Array = new Uint8Array();
  /** What `/still` answers with. */
  status = 200;
  requests = 0;
  refused = 0;

  static async start(options: { login?: Login; port?: number } = {}): Promise<PictureServer> {
    const server = new PictureServer(options.login);
    server.#server.listen(options.port ?? 0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  private constructor(login: Login | undefined) {
    this.#login = login;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  url(path: "/stream" | "/still"): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Shows a picture: sent to every viewer, and what the next `/still` answers. Bytes of any kind. */
  show(picture: Uint8Array): void {
    this.#picture = picture;
    for (const viewer of this.#viewers) {
      viewer.write(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`);
      viewer.write(picture);
      viewer.write("\r\n");
    }
  }

  /** Shows the pictures in turn, at `fps`, until stopped. */
  play(pictures: readonly Uint8Array[], fps: number): Disposable {
    let index = 0;
    const timer = setInterval(() => {
      const picture = pictures[index++ % pictures.length];
      if (picture) this.show(picture);
    }, 1000 / fps);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.requests++;
    if (!this.#mayEnter(request)) {
      this.refused++;
      response.writeHead(401, { "www-authenticate": this.#challenge() }).end();
    } else if (request.url === "/still") {
      response.writeHead(this.status, { "content-type": "image/jpeg" }).end(this.#picture);
    } else {
      response.writeHead(200, { "content-type": "multipart/x-mixed-replace; boundary=frame" });
      this.#viewers.add(response);
      response.on("close", () => this.#viewers.delete(response));
    }
  }

  #challenge(): string {
    return this.#login?.scheme === "digest"
      ? `Digest realm="camera", qop="auth", nonce="${this.#nonce}", algorithm=MD5`
      : 'Basic realm="camera"';
  }

  #mayEnter({ headers, method, url }: IncomingMessage): boolean {
    if (!this.#login) return true;
    const { user, password, scheme } = this.#login;
    const given = headers.authorization ?? "";
    if (scheme === "basic") return given === `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
    const part = (name: string): string => new RegExp(`\\b${name}="?([^",]+)"?`).exec(given)?.[1] ?? "";
    const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
    const middle = `${this.#nonce}:${part("nc")}:${part("cnonce")}:auth`;
    return part("response") === md5(`${md5(`${user}:camera:${password}`)}:${middle}:${md5(`${method}:${url}`)}`);
  }
}
