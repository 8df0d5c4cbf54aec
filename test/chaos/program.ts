import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { pause } from "#platform/tasks.js";
import { eventually } from "../support/child.js";

export type ProgramPlan = {
  readonly name: string;
  readonly argv: () => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly log: string;
};

/** As a service manager waits before it starts again what ended by itself. */
const RESTART_MS = 400;
const END_MS = 12_000;
const START_MS = 60_000;

/** Runs what it is given in turn. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  };
}

/**
 * One process under a service manager: what ends by itself is started again, and noted. It dies with us, however we die:
 * the kernel sees to that.
 */
export class Program implements AsyncDisposable {
  /** Ends that nobody asked for: a fault of its own, unless the fault that stood then explains it. */
  readonly endedByItself: string[] = [];
  /** Faults of one program never overlap: one that is stopped cannot be killed half way. */
  readonly alone = oneAtATime();
  readonly #plan: ProgramPlan;
  #child: ChildProcess | undefined;
  #wanted = false;

  constructor(plan: ProgramPlan) {
    this.#plan = plan;
  }

  get name(): string {
    return this.#plan.name;
  }

  get pid(): number | undefined {
    return this.#running ? this.#child?.pid : undefined;
  }

  get log(): string {
    return readFileSync(this.#plan.log, "utf8");
  }

  /** How often an event stands in its log. */
  logged(event: string): number {
    return this.log.split(`"event":"${event}"`).length - 1;
  }

  start(): void {
    this.#wanted = true;
    const [command, ...args] = this.#plan.argv();
    const log = openSync(this.#plan.log, "a", 0o600);
    const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", command ?? "", ...args], {
      env: { ...process.env, ...this.#plan.env },
      stdio: ["ignore", "ignore", log],
    });
    closeSync(log);
    this.#child = child;
    child.once("exit", (code, signal) => void this.#ended(child, code ?? signal));
  }

  /** Waits until its log says so. */
  async ready(event: string): Promise<void> {
    const before = this.logged(event);
    await eventually(() => this.logged(event) > before, { timeoutMs: START_MS, what: `${this.name}: ${event}` });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Without a word, as a power cut. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  get #running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    if (!child || !this.#running) return;
    const late = setTimeout(() => child.kill("SIGKILL"), END_MS);
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
    clearTimeout(late);
  }

  async #ended(child: ChildProcess, how: number | string | null): Promise<void> {
    if (!this.#wanted || child !== this.#child) return;
    this.endedByItself.push(`${this.name} ended by itself (${how}): ${this.log.trim().split("\n").at(-1)}`);
    await pause(RESTART_MS);
    if (this.#wanted && child === this.#child) this.start();
  }
}
