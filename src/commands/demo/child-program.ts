import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { cliScript } from "#commands/places.js";
import { pause } from "#platform/tasks.js";

/** One of our own programs (`hailong hub`, `hailong edge`) as a child; its log goes to a file of the demo's folder. */
export class ChildProgram implements AsyncDisposable {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #logFile: string;

  constructor(name: string, args: readonly string[], logFile: string) {
    this.name = name;
    this.#logFile = logFile;
    const log = openSync(logFile, "a", 0o600);
    this.#child = spawn(process.execPath, [cliScript(), ...args], { stdio: ["ignore", "ignore", log] });
    closeSync(log);
  }

  /** The end of its log, for whoever has to find out why it ended. */
  lastWords(): string {
    return readFileSync(this.#logFile, "utf8").trim().split("\n").slice(-3).join("\n");
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** As a power cut would: no word beforehand. Resolves when it is gone. */
  async kill(): Promise<void> {
    if (!this.running) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** SIGTERM, and SIGKILL to one that has not finished after 10 s. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.running) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const late = new AbortController();
    await Promise.race([gone, pause(10_000, late.signal).then(() => this.running && this.#child.kill("SIGKILL"))]);
    late.abort();
    if (this.running) await gone;
  }
}
