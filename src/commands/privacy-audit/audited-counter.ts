import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { OneStopClient } from "#commands/demo/one-stop-client.js";
import type { Process } from "#commands/privacy-audit/process-memory.js";
import { TracedProgram } from "#commands/privacy-audit/trace/traced-program.js";
import { AppError } from "#platform/errors.js";
import { newSigningKey } from "#platform/signing.js";
import { pause } from "#platform/tasks.js";

/** The units of an installed counter. */
export type CounterProgram = "edge" | "camera-feed" | "eye";
export type CounterPlan = {
  /** What the audited programs may know of lies in `folder`/counter; what the auditor knows beside it. */
  readonly folder: string;
  readonly film: string;
  readonly brokerPort: number;
  readonly apiPort: number;
  /** The argument list that starts a program on a configuration. */
  readonly start: (program: CounterProgram, config: string) => readonly string[];
  readonly signal: AbortSignal;
};

type Health = Awaited<ReturnType<OneStopClient["health"]>>;
const START_MS = 60_000;
/** The citizen alone, and no larger than filmed: a small picture is traced sooner. */
const VIEW = { zone: { x: 0.3, y: 0.1, width: 0.4, height: 0.7 }, size: { width: 640, height: 360 } };
/** Whoever is stopped to be read sees no picture meanwhile; connected anew, the film would begin anew. */
const PATIENCE_SECONDS = 15;
/** A session is short, and slow under the tracer: it has to be scored, not well. */
const POLICY = {
  window: { minimumSeconds: 1, minimumCoverage: 0.1, maximumIntervalPoints: 100 },
  consent: "opt-in",
  ratingUndoSeconds: 0,
};

/** The counter's programs as an installed box runs them, each under strace, on a folder of their own. */
export class AuditedCounter implements AsyncDisposable {
  readonly url: string;
  readonly #plan: CounterPlan;
  readonly #programs: TracedProgram[] = [];

  static async start(plan: CounterPlan): Promise<AuditedCounter> {
    const counter = new AuditedCounter(plan);
    try {
      await counter.#start();
      return counter;
    } catch (error) {
      await counter.stop();
      throw error;
    }
  }

  private constructor(plan: CounterPlan) {
    this.#plan = plan;
    this.url = `http://127.0.0.1:${plan.apiPort}`;
  }

  get bearer(): string {
    return readFileSync(this.#file("data/api.token"), "utf8").trim();
  }

  get client(): OneStopClient {
    return new OneStopClient(this.url, this.bearer);
  }

  /** The audited processes that live now. */
  get processes(): readonly Process[] {
    return this.#programs.flatMap(({ processes }) => processes);
  }

  get traces(): readonly string[] {
    return this.#programs.map(({ trace }) => trace);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#programs.map((program) => program[Symbol.asyncDispose]()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** The eye comes last: the film begins when it connects. */
  async #start(): Promise<void> {
    const config = this.#configure();
    await this.#run("camera-feed", config);
    await this.#run("edge", config);
    await this.#until(({ hub }) => hub === "connected");
    await this.#run("eye", config);
    await this.#until(({ eye, camera }) => eye === "ready" && camera === "live");
  }

  #configure(): string {
    const { film, brokerPort, apiPort } = this.#plan;
    // As the package lays them out: the feed makes no folder.
    mkdirSync(this.#file("run/preview"), { recursive: true });
    const write = (name: string, content: unknown): string => {
      writeFileSync(this.#file(name), stringify(content), { mode: 0o600 });
      return this.#file(name);
    };
    write("policy.yaml", POLICY);
    return write("edge.yaml", {
      ward: "phuong-mau",
      counter: "quay-01",
      data: "data",
      camera: { kind: "file", path: film, realtime: true, feed: FEED_SOCKET, stallSeconds: PATIENCE_SECONDS, ...VIEW },
      eye: { start: false, socket: EYE_SOCKET },
      hub: { mqtt: { url: `mqtt://127.0.0.1:${brokerPort}` }, publicKey: newSigningKey().publicKey },
      api: { host: "127.0.0.1", port: apiPort },
      policyFile: "policy.yaml",
      procedures: { "chung-thuc": "tu-phap" },
    });
  }

  async #run(program: CounterProgram, config: string): Promise<void> {
    const { folder, start } = this.#plan;
    const places = { folder: this.#file(""), log: this.#file("edge.log"), trace: join(folder, `trace.${program}`) };
    this.#programs.push(await TracedProgram.start(start(program, config), places));
  }

  async #until(ready: (health: Health) => boolean): Promise<void> {
    const deadline = performance.now() + START_MS;
    for (;;) {
      const health = existsSync(this.#file("data/api.token"))
        ? await this.client.health().catch(() => undefined)
        : undefined;
      if (health && ready(health)) return;
      const { signal } = this.#plan;
      if (signal.aborted || this.#programs.some(({ ended }) => ended) || performance.now() > deadline) {
        const log = readFileSync(this.#file("edge.log"), "utf8").trim().split("\n").slice(-3).join("\n");
        throw new AppError("internal", `the audited counter did not start: ${log}`);
      }
      await pause(50, signal);
    }
  }

  #file(name: string): string {
    return join(counterFolder(this.#plan.folder), name);
  }
}

export const counterFolder = (folder: string): string => join(folder, "counter");
/** In the counter's folder. */
export const EYE_SOCKET = "run/eye.sock";
export const FEED_SOCKET = "run/feed.sock";
