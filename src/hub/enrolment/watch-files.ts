import { pause } from "#platform/tasks.js";

const EVERY_MS = 1_000;

/** Checks at once, then every second and at `kill -HUP`; one check at a time. */
export async function watchFiles(check: () => Promise<void>, signal: AbortSignal): Promise<void> {
  let wake = new AbortController();
  const on = (): void => wake.abort();
  process.on("SIGHUP", on);
  signal.addEventListener("abort", on, { once: true });
  try {
    while (!signal.aborted) {
      wake = new AbortController();
      await check();
      await pause(EVERY_MS, signal.aborted ? signal : wake.signal);
    }
  } finally {
    process.off("SIGHUP", on);
    signal.removeEventListener("abort", on);
  }
}
