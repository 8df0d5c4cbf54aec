import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { stringify } from "yaml";
import { ChildProgram } from "#commands/demo/child-program.js";
import { OneStopClient } from "#commands/demo/one-stop-client.js";
import type { EventData, HailongEvent } from "#contract/event.js";
import { freePort } from "#platform/free-port.js";
import { eventually } from "./child.js";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.js";

/** Long enough to find a button on a busy machine; the default's 5 s are the unit tests'. */
const UNDO_SECONDS = 3;
/** A desk that comes back on a busy machine is no longer away than this. */
const GRACE_SECONDS = 30;

/** The shipped desk of a counter without an eye and without a hub: what its rating page needs, and what it made of it. */
export class KioskHouse implements AsyncDisposable {
  readonly url: string;
  #desk: ChildProgram | undefined;
  readonly #folder: TemporaryFolder;

  /** `kiosk`: that part of the configuration; `more`: others. */
  static async start(kiosk: object = {}, more: object = {}): Promise<KioskHouse> {
    const folder = await temporaryFolder();
    const port = await freePort();
    const policy = { ratingUndoSeconds: UNDO_SECONDS, ratingGraceSeconds: GRACE_SECONDS };
    writeFileSync(folder.file("policy.yaml"), stringify(policy));
    const config = {
      ward: "phuong-mau",
      counter: "quay-01",
      data: "data",
      camera: { kind: "file", path: "none.mp4" },
      eye: { start: false },
      hub: { mqtt: { url: "mqtt://127.0.0.1:1" }, publicKey: "A".repeat(43) },
      api: { host: "127.0.0.1", port },
      policyFile: "policy.yaml",
      kiosk,
      ...more,
    };
    writeFileSync(folder.file("edge.yaml"), stringify(config));
    const house = new KioskHouse(folder, `http://127.0.0.1:${port}`);
    await house.startDesk();
    return house;
  }

  private constructor(folder: TemporaryFolder, url: string) {
    this.#folder = folder;
    this.url = url;
  }

  get client(): OneStopClient {
    return new OneStopClient(this.url, this.#token);
  }

  get #token(): string {
    return readFileSync(this.#folder.file("data/api.token"), "utf8").trim();
  }

  /** What a printer at the counter would print. */
  async slip(): Promise<{ status: number; body: Record<string, unknown> }> {
    const reply = await fetch(`${this.url}/v1/feedback/slip`, { headers: { authorization: `Bearer ${this.#token}` } });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  }

  /** The transaction was opened by mistake: the page is idle at once. */
  async cancel(id: string): Promise<void> {
    const headers = { authorization: `Bearer ${this.#token}` };
    await fetch(`${this.url}/v1/transactions/${id}/cancel`, { method: "POST", headers });
  }

  async startDesk(): Promise<void> {
    const { file } = this.#folder;
    this.#desk = new ChildProgram("edge", ["edge", "--config", file("edge.yaml")], file("edge.log"));
    await eventually(async () => (await fetch(`${this.url}/v1/health`).catch(() => undefined))?.ok, {
      what: "the desk",
    });
  }

  /** As a power cut would. */
  async killDesk(): Promise<void> {
    await this.#desk?.kill();
  }

  /** What stands in the ledger, signed and ready to go, the oldest first. */
  events(): HailongEvent[] {
    const db = new Database(join(this.#folder.path, "data", "ledger.db"), { readonly: true });
    try {
      const bodies = db.prepare<[], string>("SELECT body FROM events ORDER BY seq").pluck().all();
      return bodies.map((body) => JSON.parse(body));
    } finally {
      db.close();
    }
  }

  ratings(): EventData["rating"][] {
    return this.events().flatMap((event) => (event.type === "vn.hailong.rating.v1" ? [event.data] : []));
  }

  /** Waits for `count` ratings after the first `before`. */
  async newRatings(before: number, count: number): Promise<EventData["rating"][]> {
    await eventually(() => this.ratings().length >= before + count, { what: "the rating in the ledger" });
    return this.ratings().slice(before);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#desk?.[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}
