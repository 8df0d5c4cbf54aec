import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { backoff } from "#platform/backoff.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

export type EyeStart = { readonly command: string; readonly args: readonly string[] };
type Patience = { readonly firstMs: number; readonly silentMs: number; readonly lookMs: number };
type Parts = {
  readonly clock: Clock;
  readonly log: Logger;
  /** How many words the desk has had from its eye; a living one says something every 5 s, whatever its camera does. */
  readonly words: () => number;
  readonly patience?: Patience;
};

/** Lived this long: the next death is a new story, restarted at once. */
const STEADY_MS = 30_000;
const GRACE_MS = 2_000;
/** The first word comes after the models are loaded and warm. */
const PATIENCE: Patience = { firstMs: 60_000, silentMs: 15_000, lookMs: 1_000 };

/**
 * Keeps the eye running until the signal. Its standard input is a pipe that nobody writes to: when the desk dies,
 * however it dies, the eye reads its end and leaves too.
 */
export async function superviseEye(start: EyeStart, parts: Parts, signal: AbortSignal): Promise<void> {
  const { clock } = parts;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const began = clock.monotonic();
    await runOnce(start, parts, signal);
    if (signal.aborted) return;
    if (clock.monotonic() - began > STEADY_MS) attempt = 1;
    await pause(backoff(attempt, { baseMs: 250, maxMs: 10_000 }), signal);
  }
}

async function runOnce(start: EyeStart, parts: Parts, signal: AbortSignal): Promise<void> {
  const { log } = parts;
  const over = new AbortController();
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
    void killWhenHung(child, parts, AbortSignal.any([signal, over.signal]));
    const how = await ending(child);
    if (!signal.aborted) log.warn({ event: "eye.ended", ...how });
  } finally {
    over.abort();
    clearTimeout(killer);
    signal.removeEventListener("abort", onAbort);
  }
}

/**
 * A hung process does not hear SIGTERM. Silence is counted in looks and not by the clock: a desk that was itself
 * suspended does not blame its eye.
 */
async function killWhenHung(child: ChildProcess, parts: Parts, over: AbortSignal): Promise<void> {
  const { words, log, patience = PATIENCE } = parts;
  let [heard, quietMs, limitMs] = [words(), 0, patience.firstMs];
  while (quietMs < limitMs) {
    await pause(patience.lookMs, over);
    if (over.aborted) return;
    const now = words();
    quietMs = now === heard ? quietMs + patience.lookMs : 0;
    if (now !== heard) limitMs = patience.silentMs;
    heard = now;
  }
  log.error({ event: "eye.hung", silentMs: quietMs });
  child.kill("SIGKILL");
}

async function ending(child: ChildProcess): Promise<{ code?: number | null; signal?: string | null; error?: string }> {
  try {
    const [code, signal] = await once(child, "exit");
    return { code, signal };
  } catch (error) {
    return { error: String((error as NodeJS.ErrnoException).code ?? "unknown") };
  }
}
