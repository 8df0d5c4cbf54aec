import { type Clock, systemClock } from "#platform/clock.js";
import { isAppError, messageOf } from "#platform/errors.js";
import { createLogger, type Logger, type LogLevel, redactUrl } from "#platform/logger.js";
import { type ServiceManager, serviceManager } from "#platform/service-manager.js";

export type Runtime = {
  readonly log: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly manager?: ServiceManager;
};

/** 0 done · 1 a fault while running · 2 the command line, a configuration or a model file has to be mended first. */
export const EXIT = { ok: 0, fault: 1, mend: 2 } as const;

/** An abort at the first SIGTERM or SIGINT; a second one ends the process at once. */
export function signalOfProcess(): AbortSignal {
  const stop = new AbortController();
  const on = (): void => {
    if (stop.signal.aborted) process.exit(EXIT.fault);
    stop.abort();
  };
  process.on("SIGTERM", on);
  process.on("SIGINT", on);
  return stop.signal;
}

export function createRuntime(program: string, level: LogLevel): Runtime {
  const log = createLogger(program, level);
  return { log, clock: systemClock, signal: signalOfProcess(), manager: serviceManager(process.env, log) };
}

/** Runs a command's body; a fault becomes words on standard error and an exit code. */
export async function exitWith(body: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await body()) ?? EXIT.ok;
  } catch (error) {
    process.exitCode =
      isAppError(error) && /^(config|model|key|tool|backup|person)\.|^store\.(denied|unfit)/.test(error.code)
        ? EXIT.mend
        : EXIT.fault;
    console.error(redactUrl(`hailong: ${isAppError(error) ? `${error.code}: ` : ""}${messageOf(error)}`));
    if (!isAppError(error) && error instanceof Error && error.stack) console.error(redactUrl(error.stack));
  }
}
