import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { timeLimit } from "#platform/tasks.js";

/** Garbage collection at will, without a flag on the command line. */
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

describe("a time limit", () => {
  it("is kept while garbage is collected", async () => {
    using limit = timeLimit(150, new AbortController().signal);
    for (let i = 0; i < 500 && !limit.signal.aborted; i++) {
      await sleep(10);
      collectGarbage();
    }
    expect(limit.signal.reason).toMatchObject({ name: "TimeoutError" });
  });

  it("ends with the other signal, with its reason, and at once where that has ended", () => {
    const other = new AbortController();
    using limit = timeLimit(60_000, other.signal);
    expect(limit.signal.aborted).toBe(false);
    other.abort("enough");
    expect(limit.signal.reason).toBe("enough");
    using late = timeLimit(60_000, other.signal);
    expect(late.signal.aborted).toBe(true);
  });

  it("is forgotten when it is disposed of", async () => {
    const other = new AbortController();
    const limit = timeLimit(1, other.signal);
    limit[Symbol.dispose]();
    other.abort();
    await sleep(20);
    expect(limit.signal.aborted).toBe(false);
  });
});
