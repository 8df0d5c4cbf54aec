import { execFile } from "node:child_process";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { pause, untilAborted } from "#platform/tasks.js";

/** systemd, or whoever started this program and waits for its word. */
export type ServiceManager = {
  /** The work has begun: what is ordered after this unit may start. */
  readonly ready: () => void;
  /**
   * Says that the program is well, as often as it is asked to, while `moved` says so. An event loop that stands, a
   * `moved` that never answers, throws or says no: silence, and the manager kills and starts anew.
   */
  readonly watch: (moved: () => boolean | Promise<boolean>, signal: AbortSignal) => Promise<void>;
};

/** Started by hand: nobody waits for a word. */
export const NO_MANAGER: ServiceManager = { ready() {}, watch: (_moved, signal) => untilAborted(signal) };

/** Two words may be lost on their way. */
const WORDS_PER_PERIOD = 3;
/** `systemd-notify` waits for 5 s at most until its word was heard. */
const SAID_MS = 6_000;

/**
 * Takes what systemd said out of the environment, so that no child process can speak in our name. A word is said by
 * `systemd-notify`: Node has no datagram sockets of the file system (ADR 16).
 */
export function serviceManager(environment: NodeJS.ProcessEnv, log: Logger): ServiceManager {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC: period, WATCHDOG_PID: watched, PATH } = environment;
  delete environment.NOTIFY_SOCKET;
  delete environment.WATCHDOG_USEC;
  delete environment.WATCHDOG_PID;
  if (!socket || (watched && Number(watched) !== process.pid)) return NO_MANAGER;
  const say = (word: string): Promise<void> =>
    new Promise((resolve) => {
      const env = { NOTIFY_SOCKET: socket, ...(PATH ? { PATH } : {}) };
      execFile("systemd-notify", [word], { env, timeout: SAID_MS }, (error) => {
        if (error) log.warn({ event: "manager.not_told", word, error: messageOf(error) });
        resolve();
      });
    });
  const everyMs = Number(period ?? 0) / 1_000 / WORDS_PER_PERIOD;
  return {
    ready: () => void say("READY=1"),
    watch: everyMs > 0 ? (moved, signal) => watch({ moved, everyMs, say, log }, signal) : NO_MANAGER.watch,
  };
}

type Watching = {
  readonly moved: () => boolean | Promise<boolean>;
  readonly everyMs: number;
  readonly say: (word: string) => Promise<void>;
  readonly log: Logger;
};

async function watch({ moved, everyMs, say, log }: Watching, signal: AbortSignal): Promise<void> {
  let stuck = false;
  while (!signal.aborted) {
    const well = await asked(moved, log);
    if (well) await say("WATCHDOG=1");
    else if (!stuck) log.error({ event: "manager.no_progress" });
    stuck = !well;
    await pause(everyMs, signal);
  }
}

async function asked(moved: () => boolean | Promise<boolean>, log: Logger): Promise<boolean> {
  try {
    return await moved();
  } catch (error) {
    log.error({ event: "manager.probe_failed", error: messageOf(error) });
    return false;
  }
}
