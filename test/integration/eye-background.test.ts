import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Background } from "#contract/background.js";
import { judgeBackground } from "#desk/drift/judgement/judge-background.js";
import { openFaceReader } from "#eye/face-reader.js";
import { runEye } from "#eye/run-eye.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { systemClock } from "#platform/clock.js";
import { Lifetime } from "#platform/lifetime.js";
import { ffmpeg } from "../support/clips.js";
import { DeskListener } from "../support/desk-listener.js";
import { atRoot, demoClip } from "../support/footage.js";
import { memoryLog } from "../support/memory-log.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

/** A running eye on a looped clip, and the desk's end of its socket. */
async function watch(path: string): Promise<{ desk: DeskListener } & AsyncDisposable> {
  const life = new Lifetime(memoryLog().log);
  const socket = folder.file(`eye-${path.split("/").at(-1)}.sock`);
  const desk = life.own(await DeskListener.listen(socket));
  const stop = new AbortController();
  const camera = cameraSchema.parse({ kind: "file", path, loop: true });
  const runtime = { log: memoryLog().log, clock: systemClock, signal: stop.signal };
  const ended = runEye({ camera, models: atRoot("models"), socket }, runtime, { openReader: openFaceReader });
  life.defer(async () => {
    stop.abort();
    await ended;
  });
  await desk.next("ready");
  return { desk, [Symbol.asyncDispose]: () => life[Symbol.asyncDispose]() };
}

async function backgroundSeenIn(path: string): Promise<Background> {
  await using eye = await watch(path);
  const told = eye.desk.next("background");
  eye.desk.say({ type: "background", on: true });
  return (await told).background;
}

/** The empty counter as the camera would see it turned to the right by a share of the picture's width. */
async function turnedBy(share: number): Promise<string> {
  const path = folder.file(`turned-${share}.mp4`);
  const filter = `crop=1024:576:${128 + Math.round(1024 * share)}:72`;
  await ffmpeg("-i", demoClip("nobody"), "-vf", filter, "-c:v", "libx264", "-preset", "ultrafast", path);
  return path;
}

describe("an eye that is asked for the background", { timeout: 120_000 }, () => {
  it("answers with the same in every run, and tells a camera that turned by 5 % of the width from one by 1 %", async () => {
    const clips = [await turnedBy(0), await turnedBy(0.01), await turnedBy(0.05)];
    const [before, little, far] = await Promise.all(clips.map(backgroundSeenIn));
    const again = await backgroundSeenIn(clips[0] as string);
    if (!(before && little && far)) throw new Error("too few");
    expect(before.frames).toBeGreaterThan(10);
    expect(before.extent).toEqual({ width: 0.5, height: 0.5625 });
    expect(judgeBackground(before, again)).toMatchObject({ verdict: "as_before" });
    expect(judgeBackground(before, again).likeness).toBeGreaterThan(0.95);
    expect(judgeBackground(before, little).verdict).toBe("as_before");
    const judged = judgeBackground(before, far);
    expect(judged.verdict).toBe("moved");
    expect(judged.shift).toBeGreaterThan(0.03);
    expect(judged.shift).toBeLessThan(0.07);
  });

  it.concurrent("looks at nobody: while somebody is there, it takes none", async () => {
    await using eye = await watch(demoClip("two-people"));
    const { desk } = eye;
    await desk.next("presence", ({ faces }) => faces > 0);
    desk.say({ type: "background", on: true });
    const from = systemClock.monotonic();
    await desk.next("presence", ({ t }) => t > from + 9_000);
    expect(desk.all("background")).toEqual([]);
  });

  it.concurrent("looks at nobody: while a window is bound, it takes none", async () => {
    await using other = await watch(demoClip("nobody"));
    other.desk.say({ type: "background", on: true });
    other.desk.say({ type: "bind", window: 1 });
    const bound = systemClock.monotonic();
    await other.desk.next("reading", ({ reading }) => reading.t > bound + 7_000);
    other.desk.say({ type: "release", window: 1 });
    const free = systemClock.monotonic();
    await other.desk.next("presence", ({ t }) => t > free + 6_500);
    expect(other.desk.all("background")).toEqual([]);
    const told = other.desk.next("background");
    other.desk.say({ type: "background", on: true });
    await told;
  });
});
