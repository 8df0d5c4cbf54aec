import { describe, expect, it } from "vitest";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause, runUntilAbort } from "#platform/tasks.js";

const silent = createLogger("test", "silent");

describe("Lifetime", () => {
  it("closes newest first, and the rest even when one fails to close", async () => {
    const order: string[] = [];
    {
      await using life = new Lifetime(silent);
      life.defer(() => void order.push("first"));
      life.defer(() => {
        order.push("second");
        throw new Error("stuck");
      });
      life.defer(async () => void order.push("third"));
    }
    expect(order).toEqual(["third", "second", "first"]);
  });
});

describe("runUntilAbort", () => {
  it("ends the other tasks when one fails, and throws its error", async () => {
    let ended = false;
    const waiting = async (signal: AbortSignal): Promise<void> => {
      await pause(60_000, signal);
      ended = true;
    };
    const failing = async (): Promise<void> => {
      throw new Error("camera gone");
    };
    await expect(runUntilAbort(new AbortController().signal, [waiting, failing])).rejects.toThrow("camera gone");
    expect(ended).toBe(true);
  });

  it("ends quietly when it is told to", async () => {
    const stop = new AbortController();
    const running = runUntilAbort(stop.signal, [(signal) => pause(60_000, signal)]);
    stop.abort();
    await expect(running).resolves.toBeUndefined();
  });
});
