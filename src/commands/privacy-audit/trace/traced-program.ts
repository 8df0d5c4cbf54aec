import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { type Process, signal, treeOf } from "#commands/privacy-audit/process-memory.js";
import { TRACED } from "#commands/privacy-audit/trace/calls.js";
import { AppError, systemCode } from "#platform/errors.js";
import { auditWords } from "#words/audit-words.js";
import { bothLanguages } from "#words/words.js";

const END_MS = 12_000;
/** More than a write of any program here. */
const MOST_TRACED_BYTES = 4_194_304;
const HOW = ["-f", "-yy", "-v", "-xx", "-s", `${MOST_TRACED_BYTES}`, "--seccomp-bpf", "-e", "signal=none"];
/** A core dump would hold whatever the memory holds. Whoever raises the limit again is seen. */
const DUMPLESS = ["prlimit", "--core=0:", "--"];

type Places = { readonly folder: string; readonly log: string; readonly trace: string };

/** A program under strace from its first instruction, and whatever it starts. */
export class TracedProgram implements AsyncDisposable {
  readonly trace: string;
  readonly #tracer: ChildProcess;

  static async start(command: readonly string[], { folder, log, trace }: Places): Promise<TracedProgram> {
    const output = openSync(log, "a", 0o600);
    const args = [...HOW, "-e", `trace=${TRACED}`, "-o", trace, "--", ...DUMPLESS, ...command];
    const tracer = spawn("strace", args, { cwd: folder, stdio: ["ignore", output, output] });
    closeSync(output);
    await new Promise<void>((resolve, reject) => tracer.once("spawn", resolve).once("error", reject)).catch((error) => {
      if (systemCode(error) !== "ENOENT") throw error;
      throw new AppError("tool.missing", bothLanguages(auditWords.noStrace), {
        remedy: bothLanguages(auditWords.installStrace),
      });
    });
    return new TracedProgram(tracer, trace);
  }

  constructor(tracer: ChildProcess, trace: string) {
    this.#tracer = tracer;
    this.trace = trace;
  }

  get ended(): boolean {
    return this.#tracer.exitCode !== null || this.#tracer.signalCode !== null;
  }

  /** Those that live now; not the tracer. */
  get processes(): Process[] {
    const root = this.#tracer.pid ?? -1;
    return treeOf(root).filter(({ pid }) => pid !== root);
  }

  /** SIGTERM, as a service manager does; the tracer ends when all that it follows have ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    const tracer = this.#tracer;
    if (this.ended) return;
    const gone = once(tracer, "exit");
    const all = this.processes;
    // The first below the tracer is what was asked to start; it ends its own.
    for (const { pid, parent } of all) if (parent === tracer.pid) signal(pid, "SIGTERM");
    const late = setTimeout(() => {
      for (const { pid } of all) signal(pid, "SIGKILL");
      tracer.kill("SIGKILL");
    }, END_MS);
    await gone;
    clearTimeout(late);
  }
}
