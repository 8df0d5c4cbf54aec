import { fstatSync } from "node:fs";

/**
 * Aborts when the desk that started us is dead, however it died: it holds the other end of our standard input and never
 * writes to it. Started by anything else (systemd, a terminal), standard input is no socket and says nothing.
 */
export function parentGone(): AbortSignal {
  const gone = new AbortController();
  if (!fstatSync(0).isSocket()) return gone.signal;
  const leave = (): void => gone.abort();
  process.stdin.on("end", leave).on("close", leave).on("error", leave).resume();
  // Watching it must not be what keeps us alive.
  process.stdin.unref();
  return gone.signal;
}
