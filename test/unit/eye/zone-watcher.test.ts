import { describe, expect, it } from "vitest";
import type { Background } from "#contract/background.js";
import type { EyeToDesk } from "#contract/eye-link.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import type { Frame } from "#eye/frame.js";
import { ZoneWatcher } from "#eye/zone-watcher.js";

const frameAt = (t: number): Frame => ({ rgb: new Uint8Array(3), width: 1, height: 1, t, available: t });

const background: Background = {
  coefficients: Array(64).fill(0),
  detail: 10,
  light: 100,
  extent: { width: 0.5, height: 0.5 },
  frames: 10,
};

function scene() {
  const calls: string[] = [];
  const told: EyeToDesk[] = [];
  let proceed = (): void => {};
  const reader = {
    hold: false,
    setLimits: () => void calls.push("limits"),
    bind: () => void calls.push("bind"),
    release: () => void calls.push("release"),
    faces: 2,
    presence: () => {
      calls.push("presence");
      return reader.faces;
    },
    read: async ({ t }: Frame): Promise<Reading> => {
      calls.push("read");
      if (reader.hold)
        await new Promise<void>((resolve) => {
          proceed = resolve;
        });
      return { outcome: "none", t, latencyMs: 1, reason: "no_face" };
    },
  };
  const watcher = new ZoneWatcher(reader, (message) => told.push(message));
  return { watcher, reader, calls, told, proceed: () => proceed() };
}

describe("ZoneWatcher", () => {
  it("counts faces at most twice a second and reads no expression while nothing is bound", async () => {
    const { watcher, calls, told } = scene();
    for (let t = 0; t < 2_000; t += 100) await watcher.look(frameAt(t));
    expect(calls).toEqual(["presence", "presence", "presence", "presence"]);
    expect(told).toContainEqual({ type: "presence", t: 500, faces: 2 });
  });

  it("gives one reading per frame to the bound window, until its release", async () => {
    const { watcher, calls, told } = scene();
    watcher.bind(4);
    for (const t of [0, 200, 400]) await watcher.look(frameAt(t));
    watcher.release(3);
    await watcher.look(frameAt(600));
    watcher.release(4);
    await watcher.look(frameAt(800));
    expect(calls).toEqual(["bind", "read", "read", "read", "read", "release", "presence"]);
    expect(told.filter((message) => message.type === "reading").map(({ window }) => window)).toEqual([4, 4, 4, 4]);
  });

  it("obeys between frames, never within one", async () => {
    const { watcher, reader, calls, told, proceed } = scene();
    watcher.bind(1);
    reader.hold = true;
    const looking = watcher.look(frameAt(0));
    watcher.release(1);
    watcher.bind(2);
    watcher.setLimits(DEFAULT_POLICY.reading);
    expect(calls).toEqual(["bind", "read"]);
    reader.hold = false;
    proceed();
    await looking;
    expect(calls).toEqual(["bind", "read", "release", "bind", "limits"]);
    expect(told).toMatchObject([{ type: "reading", window: 1 }]);
  });

  it("looks at the empty zone when asked, once, and not while somebody is there or a window is bound", async () => {
    const { watcher, reader, told } = scene();
    const taker = {
      looks: 0,
      wiped: 0,
      look: () => (++taker.looks < 3 ? undefined : background),
      wipe: () => taker.wiped++,
    };
    watcher.takeBackground(taker);
    for (const t of [0, 100, 500]) await watcher.look(frameAt(t));
    expect(taker).toMatchObject({ looks: 0, wiped: 3 });
    reader.faces = 0;
    await watcher.look(frameAt(1_000));
    expect(taker.looks).toBe(1);
    watcher.bind(1);
    watcher.takeBackground(taker);
    await watcher.look(frameAt(1_200));
    watcher.release(1);
    await watcher.look(frameAt(2_000));
    expect(taker).toMatchObject({ looks: 1, wiped: 4 });
    watcher.takeBackground(taker);
    for (const t of [2_100, 2_200, 2_300, 2_400]) await watcher.look(frameAt(t));
    expect(taker.looks).toBe(3);
    expect(told.filter(({ type }) => type === "background")).toEqual([{ type: "background", background }]);
  });

  it("forgets the window when the desk is gone", async () => {
    const { watcher, calls } = scene();
    watcher.bind(1);
    watcher.release();
    watcher.release();
    await watcher.look(frameAt(0));
    expect(calls).toEqual(["bind", "release", "presence"]);
  });
});
