import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { backoff } from "#platform/backoff.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

export type EyeStart = { readonly command: string; readonly args: readonly string[] };
type Parts = { readonly clock: Clock; readonly log: Logger };

/** Lived this long: the next death is a new story, restarted at once. */
const STEADY_MS = 30_000;
const GRACE_MS = 2_000;

/**
 * Keeps the eye running until the signal. Its standard input is a pipe that nobody writes to: when the desk dies,
 * however it dies, the eye reads its end and leaves too.
 */
export async function superviseEye(start: EyeStart, { clock, log }: Parts, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const began = clock.monotonic();
    await runOnce(start, log, signal);
    if (signal.aborted) return;
    if (clock.monotonic() - began > STEADY_MS) attempt = 1;
    await pause(backoff(attempt, { baseMs: 250, maxMs: 10_000 }), signal);
  }
}

async function runOnce(start: EyeStart, log: Logger, signal: AbortSignal): Promise<void> {
  const child = spawn(start.command, start.args, { stdio: ["pipe", "inherit", "inherit"] });
  child.stdin?.on("error", () => {});
  const stop = (): void => void child.kill("SIGTERM");
  let killer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    stop();
    killer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    if (signal.aborted) stop();
    const how = await ending(child);
    if (!signal.aborted) log.warn({ event: "eye.ended", ...how });
  } finally {
    clearTimeout(killer);
    signal.removeEventListener("abort", onAbort);
  }
}

async function ending(child: ChildProcess): Promise<{ code?: number | null; signal?: string | null; error?: string }> {
  try {
    const [code, signal] = await once(child, "exit");
    return { code, signal };
  } catch (error) {
    return { error: String((error as NodeJS.ErrnoException).code ?? "unknown") };
  }
}
