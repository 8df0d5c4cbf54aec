import { type ChildProcessByStdio, spawn } from "node:child_process";
import { on, once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { AppError, systemCode } from "#platform/errors.js";
import { redactUrl } from "#platform/logger.js";

export type FfmpegCall = {
  readonly args: readonly string[];
  /** Written to its standard input: what must not stand in an argument list. */
  readonly script?: string | undefined;
  /** What it writes to `pipe:3`, a second output beside the first. */
  readonly onSecondOutput?: ((chunk: Buffer) => void) | undefined;
  /** The program, when it is not the `ffmpeg` of the PATH. */
  readonly program?: string | undefined;
};

/** How it ended: `detail` is the last thing that it complained about, without credentials, or empty. */
export type FfmpegEnd = { readonly ok: boolean; readonly detail: string };

/** After this long a stop is no longer asked for but done; it gives ffmpeg time to take leave of the camera. */
const PATIENCE_MS = 700;
const COMPLAINT_BYTES = 4096;

const ENDS = { close: ["end", "close"] };

/** A running ffmpeg child. Should we die without a word, its pipe breaks and it ends at its next picture. */
export class Ffmpeg implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #ended: Promise<FfmpegEnd>;
  #complaints = "";
  #stopping = false;

  constructor(call: FfmpegCall) {
    const program = call.program ?? "ffmpeg";
    const second = call.onSecondOutput ? (["pipe"] as const) : [];
    this.#child = spawn(program, [...QUIET, ...call.args], {
      stdio: ["pipe", "pipe", "pipe", ...second],
      env: withoutProxies(),
    }) as ChildProcessByStdio<Writable, Readable, Readable>;
    if (call.onSecondOutput) this.#child.stdio[3]?.on("error", () => {}).on("data", call.onSecondOutput);
    this.#child.stdin.on("error", () => {});
    this.#child.stdout.on("error", () => {});
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-COMPLAINT_BYTES);
    });
    this.#ended = this.#untilClosed(program);
    this.#ended.catch(() => {});
    this.#child.stdin.end(call.script ?? "");
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * Its standard output, chunk by chunk as it was read, until it closes or is stopped: a stream asked for all that it has
   * would join chunks, and leave the parts behind where nobody wipes them.
   */
  async *output(): AsyncGenerator<Buffer, void, undefined> {
    try {
      for await (const [chunk] of on(this.#child.stdout, "data", ENDS)) yield chunk as Buffer;
    } catch (error) {
      if (!this.#stopping) throw error;
    }
  }

  /** Throws `tool.missing` when there is no such program. */
  get ended(): Promise<FfmpegEnd> {
    return this.#ended;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child.pid === undefined) return;
    this.#stopping = true;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
      await once(child, "exit").finally(() => clearTimeout(force));
    }
    child.stdout.destroy();
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #untilClosed(program: string): Promise<FfmpegEnd> {
    try {
      const [code] = (await once(this.#child, "close")) as [number | null];
      return { ok: code === 0, detail: lastComplaint(this.#complaints) };
    } catch (error) {
      throw new AppError("tool.missing", `${program} cannot be started (${systemCode(error) ?? "unknown"})`, {
        cause: error,
        remedy: "Install it: apt-get install ffmpeg",
      });
    }
  }
}

/** A camera stands in the same building: a proxy of the machine is not for it. */
const withoutProxies = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name)));

const QUIET = ["-hide_banner", "-nostats", "-loglevel", "error"];

/** `[rtsp @ 0x55d] method DESCRIBE failed: 401` → `method DESCRIBE failed: 401`. */
export function lastComplaint(text: string): string {
  const [last = "", before = ""] = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.replace(/^\[[^\]]*\]\s*/, "").replace(/^(pipe:\d?|file:.*?): /, ""))
    .reverse();
  // ffmpeg's last word on a file that it cannot read is always this; the reason stands in the line before.
  const reason = last.startsWith("Invalid data found") && before !== "" ? before : last;
  return redactUrl(reason).slice(0, 200);
}
