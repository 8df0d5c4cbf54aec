type Answer = { readonly status: number; readonly body: never; readonly headers: Headers };

/** A browser at the hub's pages, with its cookie and its page's token. */
export class OfficeClient {
  readonly #url: string;
  cookie = "";
  csrf = "";

  constructor(url: string) {
    this.#url = url;
  }

  static async signIn(url: string, name: string, password: string): Promise<OfficeClient> {
    const client = new OfficeClient(url);
    const { status } = await client.signIn(name, password);
    if (status !== 201) throw new Error(`sign-in: ${status}`);
    return client;
  }

  async signIn(name: string, password: string): Promise<Answer> {
    const answer = await this.post("/v1/people/session", { name, password });
    if (answer.status !== 201) return answer;
    this.cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    this.csrf = (answer.body as { csrf: string }).csrf;
    return answer;
  }

  get(path: string): Promise<Answer> {
    return this.#ask(path, {});
  }

  post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", "x-hailong-csrf": this.csrf, ...headers },
    });
  }

  delete(path: string): Promise<Answer> {
    return this.#ask(path, { method: "DELETE", headers: { "x-hailong-csrf": this.csrf } });
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = { ...(this.cookie ? { cookie: this.cookie } : {}), ...init.headers };
    const reply = await fetch(`${this.#url}${path}`, { ...init, headers });
    return { status: reply.status, body: (await reply.json().catch(() => ({}))) as never, headers: reply.headers };
  }
}
