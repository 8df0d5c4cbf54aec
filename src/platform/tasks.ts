type Task = (signal: AbortSignal) => Promise<void>;

/** Runs tasks until the signal aborts or one of them fails; a failing task ends the rest, then its error is thrown. */
export async function runUntilAbort(signal: AbortSignal, tasks: readonly Task[]): Promise<void> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const failures: unknown[] = [];
  await Promise.all(
    tasks.map(async (task) => {
      try {
        await task(both);
      } catch (error) {
        if (!both.aborted) failures.push(error);
        stop.abort();
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}

/** Resolves after `ms`, or at once when the signal aborts: waiting is never what keeps a program alive. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
  });
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** Waits for a promise, for `ms` at most; nothing of the waiting is left behind. */
export async function waitAtMost(ms: number, promise: Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  try {
    await Promise.race([promise, pause(ms, stop.signal)]);
  } finally {
    stop.abort();
  }
}

/**
 * A signal that aborts with another one, or after `ms`. In place of AbortSignal.any with AbortSignal.timeout: in Node 20
 * the garbage collector takes such a timeout away before its time, and what waits for it waits for ever.
 */
export function timeLimit(ms: number, signal: AbortSignal): Disposable & { readonly signal: AbortSignal } {
  const limit = new AbortController();
  const withOther = (): void => limit.abort(signal.reason);
  const timer = setTimeout(() => limit.abort(new DOMException(`not within ${ms / 1000} s`, "TimeoutError")), ms);
  if (signal.aborted) withOther();
  else signal.addEventListener("abort", withOther, { once: true });
  return {
    signal: limit.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", withOther);
    },
  };
}
