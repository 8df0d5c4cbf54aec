import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { stringify } from "yaml";
import { ChildProgram } from "#commands/demo/child-program.js";
import { PinFile } from "#desk/wizard/pin-file.js";
import { freePort } from "#platform/free-port.js";
import { eventually } from "./child.js";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.js";

export const PIN = "271828";

/** The shipped desk and its eye at a counter with this camera, and the calibration page. */
export class CalibrateHouse implements AsyncDisposable {
  /** Of the page's server. */
  readonly url: string;
  readonly api: string;
  readonly folder: TemporaryFolder;
  readonly #desk: ChildProgram;

  /** `policy`, `calibrate`: those parts of the configuration. */
  static async start(camera: object, policy: object = {}, calibrate: object = {}): Promise<CalibrateHouse> {
    const house = await CalibrateHouse.#begin(camera, policy, calibrate);
    await eventually(async () => (await fetch(`${house.api}/v1/health`).catch(() => undefined))?.ok, {
      what: "the desk",
      timeoutMs: 30_000,
    });
    await new PinFile(house.folder.file("data")).set(PIN);
    return house;
  }

  /** What a desk says that cannot start. */
  static async failing(camera: object, calibrate: object): Promise<string> {
    await using house = await CalibrateHouse.#begin(camera, {}, calibrate);
    await eventually(() => !house.#desk.running, { what: "the desk's end", timeoutMs: 30_000 });
    return house.log();
  }

  static async #begin(camera: object, policy: object, calibrate: object): Promise<CalibrateHouse> {
    const folder = await temporaryFolder();
    const [api, page] = [await freePort(), await freePort()];
    // What is judged here is the picture: a busy machine must not be part of it.
    const whole = { reading: { budgetMs: 5_000 }, window: { minimumSeconds: 5, maximumIntervalPoints: 100 }, ...policy };
    writeFileSync(folder.file("policy.yaml"), stringify(whole));
    const config = {
      ward: "phuong-mau",
      counter: "quay-01",
      data: "data",
      camera,
      hub: { mqtt: { url: "mqtt://127.0.0.1:1" }, publicKey: "A".repeat(43) },
      api: { host: "127.0.0.1", port: api },
      calibrate: { enabled: true, port: page, ...calibrate },
      policyFile: "policy.yaml",
    };
    writeFileSync(folder.file("edge.yaml"), stringify(config));
    return new CalibrateHouse(folder, api, page);
  }

  private constructor(folder: TemporaryFolder, api: number, page: number) {
    this.folder = folder;
    this.api = `http://127.0.0.1:${api}`;
    this.url = `http://127.0.0.1:${page}`;
    this.#desk = new ChildProgram("edge", ["edge", "--config", folder.file("edge.yaml")], folder.file("edge.log"));
  }

  get page(): string {
    return `${this.url}/v1/calibrate`;
  }

  log(): string {
    return readFileSync(this.folder.file("edge.log"), "utf8");
  }

  /** The counter's own API. */
  async desk(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const token = readFileSync(this.folder.file("data/api.token"), "utf8").trim();
    const reply = await fetch(`${this.api}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return (await reply.json()) as Record<string, unknown>;
  }

  /** What stands in the ledger, the oldest first. */
  events(): { type: string; data: Record<string, unknown> }[] {
    const db = new Database(this.folder.file("data/ledger.db"), { readonly: true });
    try {
      const bodies = db.prepare<[], string>("SELECT body FROM events ORDER BY seq").pluck().all();
      return bodies.map((body) => JSON.parse(body));
    } finally {
      db.close();
    }
  }

  async curl(path: string): Promise<{ status: string; bytes: Buffer }> {
    const args = ["-s", "-m", "5", "-w", "%{stderr}%{http_code}", `${this.url}${path}`];
    const { stdout, stderr } = await promisify(execFile)("curl", args, { encoding: "buffer" });
    return { status: String(stderr), bytes: stdout };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#desk[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}
