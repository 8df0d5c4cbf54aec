import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export type ChildOptions = {
  /** Ended by force after this long, whatever a test forgot. */
  lifeMs?: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
};

/** A process that a test started: what it said, and an end that is certain. */
export class Child implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  stdout = "";
  stderr = "";

  constructor(command: string, args: readonly string[], options: ChildOptions = {}) {
    const { lifeMs = 120_000, env = process.env, cwd = process.cwd() } = options;
    this.process = spawn(command, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
    const timer = setTimeout(() => this.process.kill("SIGKILL"), lifeMs);
    this.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.ended = once(this.process, "close").then(
      ([code]) => code as number | null,
      () => null,
    );
    void this.ended.then(() => clearTimeout(timer));
  }

  get pid(): number {
    const { pid } = this.process;
    if (pid === undefined) throw new Error(`${this.process.spawnfile} did not start`);
    return pid;
  }

  /** Waits until its output (both streams) matches. */
  async says(pattern: RegExp, timeoutMs = 20_000): Promise<void> {
    await eventually(
      () => {
        if (pattern.test(this.stdout + this.stderr)) return true;
        if (this.process.exitCode !== null) throw new Error(`ended without ${pattern}: ${this.stdout}${this.stderr}`);
        return undefined;
      },
      { timeoutMs, what: `${this.process.spawnfile} says ${pattern}` },
    );
  }

  kill(signal: NodeJS.Signals = "SIGTERM"): void {
    this.process.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill("SIGCONT");
      this.process.kill("SIGKILL");
    }
    await this.ended;
  }
}

/** Asks until there is an answer that is neither undefined nor false. */
export async function eventually<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutMs = 20_000, what = "it" }: { timeoutMs?: number; what?: string } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
