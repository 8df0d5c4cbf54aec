import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { pause } from "#platform/tasks.js";

const CLI = fileURLToPath(new URL("../../cli.js", import.meta.url));

/** One of our own programs (`hailong hub`, `hailong edge`) as a child; its log goes to a file of the demo's folder. */
export class ChildProgram implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly name: string;

  constructor(name: string, args: readonly string[], logFile: string) {
    this.name = name;
    this.#child = spawn(process.execPath, [CLI, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    this.#child.stderr?.pipe(createWriteStream(logFile, { flags: "a" }));
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
