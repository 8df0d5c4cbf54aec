import type { Measure } from "#contract/measure.js";
import type { WizardView } from "#contract/wizard.js";
import { type CalibrateHouse, PIN } from "./calibrate-house.js";
import { eventually } from "./child.js";

type SignIn = { pin?: string; technician?: string; takeOver?: boolean };
type Reply = { status: number; code?: string };

/** A signed-in browser without a page: what the page asks, asked by a test. */
export class Technician implements AsyncDisposable {
  readonly cookie: string;
  readonly token: string;
  readonly measures: Measure[] = [];
  /** Why the visit ended, as the page is told. */
  readonly ended: Promise<string>;
  readonly #house: CalibrateHouse;
  readonly #gone = new AbortController();
  #views: WizardView[] = [];

  static async try(house: CalibrateHouse, given: SignIn = {}): Promise<Reply> {
    const reply = await signIn(house, given);
    const { code } = (await reply.json()) as { code?: string };
    return { status: reply.status, ...(code ? { code } : {}) };
  }

  static async signIn(house: CalibrateHouse, given: SignIn = {}): Promise<Technician> {
    const reply = await signIn(house, given);
    if (!reply.ok) throw new Error(await reply.text());
    const cookie = reply.headers.get("set-cookie") ?? "";
    if (!/; HttpOnly; SameSite=Strict/.test(cookie))
      throw new Error(`a cookie that scripts or other sites get: ${cookie}`);
    const { token } = (await reply.json()) as { token: string };
    return new Technician(house, cookie.split(";")[0] ?? "", token);
  }

  private constructor(house: CalibrateHouse, cookie: string, token: string) {
    this.#house = house;
    this.cookie = cookie;
    this.token = token;
    this.ended = this.#listen();
    this.ended.catch(() => {});
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.#house.page}${path}`, { headers: { cookie: this.cookie }, signal: this.#gone.signal });
  }

  async post(path: string, body: unknown, method = "POST"): Promise<{ status: number; body: Record<string, unknown> }> {
    const reply = await fetch(`${this.#house.page}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        origin: this.#house.url,
        "x-hailong-session": this.token,
        "content-type": "application/json",
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  }

  /** The next view from now on of which this is true. */
  async viewed(is: (view: WizardView) => boolean, timeoutMs = 30_000): Promise<WizardView> {
    this.#views = [];
    return eventually(() => this.#views.find(is), { what: "a view", timeoutMs });
  }

  /** The preview's first picture. */
  async picture(): Promise<Buffer> {
    const reader = (await this.get("/preview")).body?.getReader();
    let bytes = Buffer.alloc(0);
    while (reader && !bytes.includes(Buffer.from([0xff, 0xd9]))) {
      const { value, done } = await reader.read();
      if (done) break;
      bytes = Buffer.concat([bytes, value]);
    }
    await reader?.cancel();
    return bytes.subarray(bytes.indexOf(Buffer.from([0xff, 0xd8])));
  }

  /** Until the desk ends them. */
  async pictures(): Promise<void> {
    for await (const _ of (await this.get("/preview")).body ?? []);
  }

  /** Closes the page and opens it again; → what it is shown first. */
  async reopened(): Promise<WizardView> {
    this.#gone.abort();
    const reply = await fetch(`${this.#house.page}/events`, { headers: { cookie: this.cookie } });
    let text = "";
    for await (const chunk of reply.body ?? []) {
      text += new TextDecoder().decode(chunk as Uint8Array);
      const [, view] = /event: view\ndata: (.*)\n\n/.exec(text) ?? [];
      if (view) return JSON.parse(view);
    }
    throw new Error("the stream ended without a view");
  }

  async signOut(): Promise<void> {
    await this.post("/session", {}, "DELETE");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.signOut();
    this.#gone.abort();
  }

  async #listen(): Promise<string> {
    const { body } = await this.get("/events");
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const [, name, data] = /event: (\w+)\ndata: (.*)/.exec(event) ?? [];
        if (name === "view") this.#views.push(JSON.parse(data ?? ""));
        else if (name === "measure") this.measures.push(JSON.parse(data ?? ""));
        else if (name === "ended") return JSON.parse(data ?? "").reason;
      }
    }
    throw new Error("the stream ended without a word");
  }
}

function signIn({ url, page }: CalibrateHouse, given: SignIn): Promise<Response> {
  return fetch(`${page}/session`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json" },
    body: JSON.stringify({ pin: PIN, technician: "Kỹ thuật viên A", ...given }),
  });
}
