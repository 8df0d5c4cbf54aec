import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import { DeskLink } from "#eye/desk-link.js";
import type { Frame } from "#eye/frame.js";
import { Governor } from "#eye/governor/governor.js";
import { type EyeParts, runEye } from "#eye/run-eye.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { systemClock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { eventually } from "../support/child.js";
import { makeClip } from "../support/clips.js";
import { DeskListener } from "../support/desk-listener.js";
import { memoryLog } from "../support/memory-log.js";
import { childrenOf } from "../support/running-processes.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
const HASH = "a".repeat(64);

beforeAll(async () => {
  folder = await temporaryFolder();
  await makeClip(folder.file("clip.mp4"), { seconds: 2 });
});
afterAll(() => folder[Symbol.asyncDispose]());

/** Stands where the models would: it sees nobody, and notes what it was asked. */
function fakeParts(options: { busyMs?: number | undefined } = {}) {
  const asked: string[] = [];
  const reader = {
    modelSha256: HASH,
    detectorSha256: HASH,
    setLimits: (limits: { minimumFaceWidth: number }) => void asked.push(`limits ${limits.minimumFaceWidth}`),
    bind: () => void asked.push("bind"),
    release: () => void asked.push("release"),
    presence: () => 1,
    read: async ({ t, available }: Frame): Promise<Reading> => {
      if (options.busyMs) await sleep(options.busyMs);
      return { outcome: "none", t, latencyMs: systemClock.monotonic() - available, reason: "no_face" };
    },
    survey: async (frame: Frame) => ({ reading: await reader.read(frame), faces: [], upsideDown: false }),
    [Symbol.asyncDispose]: async () => void asked.push("closed"),
  };
  return { asked, parts: { openReader: async () => reader } satisfies EyeParts };
}

class RunningEye implements AsyncDisposable {
  readonly stop = new AbortController();
  readonly lines: string[];
  readonly ended: Promise<unknown>;

  constructor(socket: string, parts: EyeParts, camera: object = {}) {
    const { log, lines } = memoryLog();
    this.lines = lines;
    const clip = { kind: "file", path: folder.file("clip.mp4"), loop: true, fps: 15, ...camera };
    const config = { camera: cameraSchema.parse(clip), models: folder.path, socket };
    this.ended = runEye(config, { log, clock: systemClock, signal: this.stop.signal }, parts).then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    await this.ended;
  }
}

describe("the eye", () => {
  it("says that it is ready, counts faces, reads only while bound, reports, and leaves quickly", async () => {
    const { asked, parts } = fakeParts();
    await using desk = await DeskListener.listen(folder.file("eye-1.sock"));
    await using eye = new RunningEye(folder.file("eye-1.sock"), parts);
    expect(await desk.next("ready")).toMatchObject({ modelSha256: HASH, detectorSha256: HASH });
    await eventually(() => desk.all("camera").some(({ state }) => state === "live"));
    const begin = systemClock.monotonic();
    await desk.next("presence");
    await sleep(2_000);
    expect(desk.all("reading")).toEqual([]);
    expect(desk.all("presence").length).toBeLessThanOrEqual(6);

    desk.say({ type: "limits", limits: { ...DEFAULT_POLICY.reading, minimumFaceWidth: 99 } });
    desk.say({ type: "bind", window: 7 });
    const first = await desk.next("reading");
    expect(first.window).toBe(7);
    expect(first.reading.t).toBeGreaterThan(begin);
    expect(first.reading.t).toBeLessThanOrEqual(systemClock.monotonic());
    await eventually(() => desk.all("reading").length >= 15);
    desk.say({ type: "release", window: 7 });
    await desk.next("presence");
    const times = desk.all("reading").map(({ reading }) => reading.t);
    expect(new Set(times).size).toBe(times.length);
    expect(asked).toEqual(["limits 99", "bind", "release"]);

    const { stats } = await desk.next("stats");
    expect(stats.sourceFps).toBeGreaterThan(10);
    expect(stats.sourceFps).toBeLessThan(17);
    expect(stats.latencyP50Ms).toBeGreaterThan(0);
    expect(stats.latencyP95Ms).toBeGreaterThanOrEqual(stats.latencyP50Ms);

    const leaving = systemClock.monotonic();
    eye.stop.abort();
    expect(await eye.ended).toBeUndefined();
    expect(systemClock.monotonic() - leaving).toBeLessThan(1_500);
    expect(asked.at(-1)).toBe("closed");
    const decoders = (await childrenOf(process.pid)).filter(({ argv }) => argv[0]?.endsWith("ffmpeg"));
    expect(decoders).toEqual([]);
  });

  it("says that it is over budget where even one picture a second is late, and reads again when it is in time", async () => {
    const machine: { busyMs?: number | undefined } = { busyMs: 400 };
    // One that has seen six seconds of this already.
    const governor = new Governor(1);
    governor.decide({ ms: 6_000, looked: 6, busyMs: 2_400, late: 6, dropped: 0, throttled: false });
    const parts = { ...fakeParts(machine).parts, governor };
    await using desk = await DeskListener.listen(folder.file("eye-governed.sock"));
    await using eye = new RunningEye(folder.file("eye-governed.sock"), parts, { fps: 1 });
    await desk.next("ready");
    desk.say({ type: "bind", window: 1 });
    const last = () => desk.all("reading").at(-1)?.reading;
    const isOver = (): boolean => {
      const reading = last();
      return reading?.outcome === "none" && reading.reason === "over_budget";
    };
    await eventually(isOver, { what: "a reading over budget" });
    // Three of four pictures cost nothing by then.
    await eventually(() => isOver() && (last()?.latencyMs ?? 400) < 200);
    expect(eye.lines.some((line) => line.includes('"event":"eye.rate","fps":0,"reason":'))).toBe(true);
    machine.busyMs = undefined;
    await eventually(() => !isOver(), { what: "a reading in time" });
  });

  it("drops frames rather than falling behind when reading is slower than the camera", async () => {
    const { parts } = fakeParts({ busyMs: 300 });
    await using desk = await DeskListener.listen(folder.file("eye-2.sock"));
    await using _eye = new RunningEye(folder.file("eye-2.sock"), parts);
    await desk.next("ready");
    desk.say({ type: "bind", window: 1 });
    const { stats } = await desk.next("stats");
    expect(stats.framesDropped).toBeGreaterThan(20);
    // It has looked at fewer by then: two steps in four seconds.
    expect(stats.slowed?.fps).toBeLessThan(15);
    const latencies = desk.all("reading").map(({ reading }) => reading.latencyMs);
    expect(latencies.length).toBeGreaterThan(5);
    expect(Math.max(...latencies)).toBeLessThan(700);
  });

  it("without a desk waits for one; when it goes, forgets the window and comes back", async () => {
    const { asked, parts } = fakeParts();
    const path = folder.file("eye-3.sock");
    await using eye = new RunningEye(path, parts);
    await eventually(() => eye.lines.some((line) => line.includes("desk.lost")));
    {
      await using desk = await DeskListener.listen(path);
      await desk.next("ready");
      desk.say({ type: "bind", window: 1 });
      await desk.next("reading");
    }
    await eventually(() => asked.includes("release"));
    await using desk = await DeskListener.listen(path);
    await desk.next("ready");
    await desk.next("presence");
    expect(desk.all("reading")).toEqual([]);
    expect(desk.all("camera")).toMatchObject([{ state: "live" }]);
    expect(eye.lines.filter((line) => line.includes("desk.lost")).length).toBeLessThanOrEqual(4);
  });

  it.each([
    ["an unknown order", Buffer.from('\0\0\0\x11{"type":"record"}', "latin1")],
    ["no JSON", Buffer.from("\0\0\0\x03abc", "latin1")],
    ["an absurd length", Buffer.from([0xff, 0xff, 0xff, 0xff, 1])],
  ])("hangs up on %s and connects again", async (_what, bytes) => {
    const { parts } = fakeParts();
    await using desk = await DeskListener.listen(folder.file("eye-4.sock"));
    await using eye = new RunningEye(folder.file("eye-4.sock"), parts);
    await desk.next("ready");
    desk.shout(bytes);
    await desk.next("ready");
    expect(desk.connections).toBe(2);
    expect(eye.lines.join("")).toMatch(/desk\.lost.*not understood/);
  });

  it("ends when its models cannot be used, and when there is no ffmpeg", async () => {
    const socket = folder.file("eye-5.sock");
    const altered = new AppError("model.altered", "the model was changed");
    await using first = new RunningEye(socket, { openReader: async () => Promise.reject(altered) });
    expect(await first.ended).toBe(altered);
    await using second = new RunningEye(socket, { ...fakeParts().parts, ffmpeg: "/nonexistent/ffmpeg" });
    expect(await second.ended).toMatchObject({ code: "tool.missing" });
  });

  it("ends with the program that started it", async () => {
    const parent = new AbortController();
    const { parts } = fakeParts();
    const all = { ...parts, parentGone: () => parent.signal };
    await using eye = new RunningEye(folder.file("eye-6.sock"), all);
    await eventually(() => eye.lines.some((line) => line.includes("camera.state")));
    parent.abort();
    expect(await eye.ended).toBeUndefined();
  });
});

describe("the link to a desk that does not read", () => {
  it("leaves out what the desk can do without, then hangs up rather than queue without end", async () => {
    const path = folder.file("deaf.sock");
    await using desk = await DeskListener.listen(path);
    const { log, lines } = memoryLog();
    let lost = 0;
    const link = new DeskLink({
      socket: path,
      log,
      greeting: () => [{ type: "camera", state: "live", detail: "" }],
      onMessage: () => {},
      onLost: () => lost++,
    });
    const stop = new AbortController();
    const running = link.run(stop.signal);
    await desk.next("camera");
    desk.deafen();
    for (let t = 0; t < 20_000; t++) link.send({ type: "presence", t, faces: 1 });
    await sleep(100);
    expect(lost).toBe(0);
    const reading = (t: number): Reading => ({ outcome: "none", t, latencyMs: 1, reason: "no_face" });
    for (let t = 0; t < 20_000; t++) link.send({ type: "reading", window: 1, reading: reading(t) });
    await eventually(() => lost === 1);
    expect(lines.join("")).toContain("does not read");
    stop.abort();
    await running;
  });
});
