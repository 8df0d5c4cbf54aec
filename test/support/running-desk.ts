import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DeskConfig } from "#desk/desk-config.js";
import { kioskSchema } from "#desk/kiosk/kiosk-config.js";
import { ledgerSchema } from "#desk/ledger/ledger-config.js";
import { runDesk } from "#desk/run-desk.js";
import { wizardSchema } from "#desk/wizard/wizard-config.js";
import { type Clock, systemClock } from "#platform/clock.js";
import { eventually } from "./child.js";
import { memoryLog } from "./memory-log.js";

export const PLACE = { ward: "phuong-mau", counter: "quay-1" };

/** Fingerprint of the camera that the desk believes to have. */
export const CAMERA = "c0".repeat(32);

export type DeskOptions = {
  readonly folder: string;
  readonly broker: string;
  /** Without it the desk knows the hub that it was enrolled at, if any. */
  readonly hubKey?: string;
  /** What differs from the default policy. */
  readonly policy?: Record<string, unknown>;
  readonly extra?: Partial<DeskConfig>;
  readonly mqtt?: Partial<DeskConfig["hub"]["mqtt"]>;
  readonly clock?: Clock;
};
export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** The whole desk in this process, with its real HTTP server, socket, ledger and broker connection. */
export class RunningDesk implements AsyncDisposable {
  readonly lines: readonly string[];
  readonly ended: Promise<void>;
  readonly socket: string;
  readonly data: string;
  readonly #stop = new AbortController();
  #url = "";

  constructor(options: DeskOptions) {
    const { folder, broker, hubKey, policy = {}, extra = {}, mqtt = {}, clock = systemClock } = options;
    this.data = join(folder, "data");
    this.socket = join(folder, "eye.sock");
    const policyFile = join(folder, "policy.yaml");
    writeFileSync(policyFile, JSON.stringify({ window: { minimumSeconds: 1 }, ratingUndoSeconds: 0, ...policy }));
    const { log, lines } = memoryLog();
    this.lines = lines;
    const config: DeskConfig = {
      ...PLACE,
      cameraFingerprint: CAMERA,
      data: this.data,
      eye: { socket: this.socket },
      hub: { mqtt: { url: broker, keepaliveSeconds: 5, ...mqtt }, ...(hubKey ? { publicKey: hubKey } : {}) },
      api: { host: "127.0.0.1", port: 0 },
      kiosk: kioskSchema.parse({}),
      calibrate: wizardSchema.parse({}),
      ledger: ledgerSchema.parse({}),
      policyFile,
      procedures: { "chung-thuc": "tu-phap" },
      ...extra,
    };
    this.ended = runDesk(config, { log, clock, signal: this.#stop.signal });
    // Whoever awaits `ended` sees a failure; nobody has to.
    this.ended.catch(() => {});
  }

  static async start(options: DeskOptions): Promise<RunningDesk> {
    const desk = new RunningDesk(options);
    await Promise.race([desk.ended, desk.logged("desk.ready")]);
    desk.#url = JSON.parse(await desk.logged("desk.ready")).api;
    return desk;
  }

  /** The first log line of that event. */
  logged(event: string, timeoutMs = 10_000): Promise<string> {
    return eventually(() => this.lines.find((line) => line.includes(`"event":"${event}"`)), { timeoutMs, what: event });
  }

  get url(): string {
    return this.#url;
  }

  get publicKey(): string {
    return JSON.parse(readFileSync(join(this.data, "device.pub.json"), "utf8")).publicKey;
  }

  get token(): string {
    const file = join(this.data, "api.token");
    return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const reply = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, body: text ? JSON.parse(text) : {} };
  }

  async open(request: object = {}, agree = true): Promise<{ id: string; token: string }> {
    const { body } = await this.call("POST", "/v1/transactions", request);
    if (agree) await this.call("POST", `/v1/transactions/${body.id}/agree`);
    return body as { id: string; token: string };
  }

  close(id: string): Promise<Answer> {
    return this.call("POST", `/v1/transactions/${id}/close`);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.ended.catch(() => {});
  }
}
