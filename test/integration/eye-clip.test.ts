import { mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cameraSchema } from "#eye/source/camera-config.js";
import { type ClipOptions, readClip } from "#eye/source/read-clip.js";
import { isErrorCode } from "#platform/errors.js";
import { type Glimpse, glimpse } from "../support/camera-session.js";
import { ffmpeg, makeClip, makePicture } from "../support/clips.js";
import { memoryLog } from "../support/memory-log.js";
import { childrenOf } from "../support/running-processes.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
const SECONDS = 6;

beforeAll(async () => {
  folder = await temporaryFolder();
  await makeClip(folder.file("clip.mp4"), { seconds: SECONDS });
});
afterAll(() => folder[Symbol.asyncDispose]());

function clip(name: string, options: ClipOptions = {}) {
  const camera = cameraSchema.parse({
    kind: "file",
    path: folder.file(name),
    realtime: false,
    size: { width: 640, height: 360 },
  });
  if (camera.kind !== "file") throw new Error("not a file");
  return readClip(camera, options);
}

async function read(name: string, options: ClipOptions = {}): Promise<Glimpse[]> {
  const frames: Glimpse[] = [];
  for await (const frame of clip(name, options)) frames.push(glimpse(frame));
  return frames;
}

async function failure(name: string): Promise<unknown> {
  return read(name).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a clip read offline", () => {
  it("gives every frame at its time, the same ones each time, faster than real time", async () => {
    const begin = performance.now();
    const frames = await read("clip.mp4");
    expect(performance.now() - begin).toBeLessThan(SECONDS * 1000);
    expect(frames.map(({ t }) => t)).toEqual(Array.from({ length: SECONDS * 5 }, (_, index) => index * 200));
    expect(new Set(frames.map(({ sum }) => sum)).size).toBe(frames.length);
    expect(await read("clip.mp4")).toEqual(frames);
  });

  it("waits for a slow reader and drops nothing", async () => {
    const frames: Glimpse[] = [];
    for await (const frame of clip("clip.mp4")) {
      const before = glimpse(frame);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(glimpse(frame)).toEqual(before);
      frames.push(before);
    }
    expect(frames).toEqual(await read("clip.mp4"));
  });

  it("leaves no decoder behind a reader who has seen enough, or whose signal aborts", async () => {
    for await (const _frame of clip("clip.mp4")) break;
    const stop = new AbortController();
    let seen = 0;
    for await (const _frame of clip("clip.mp4", { signal: stop.signal })) if (++seen === 2) stop.abort();
    expect(seen).toBeLessThan(SECONDS * 5);
    const decoders = (await childrenOf(process.pid)).filter(({ argv }) => argv[0]?.endsWith("ffmpeg"));
    expect(decoders).toEqual([]);
  });

  it("may be a folder of pictures in order of their numbers; a broken one is told and skipped", async () => {
    await mkdir(folder.file("pictures"));
    for (const [name, colour] of [
      ["2.png", "red"],
      ["10.png", "blue"],
      ["30.png", "lime"],
    ])
      await makePicture(folder.file(`pictures/${name}`), `color=c=${colour}:size=640x360`);
    await writeFile(folder.file("pictures/20.png"), "no picture");
    const { log, lines } = memoryLog();
    const frames = await read("pictures", { log });
    expect(frames.map(({ t, middle }) => [t, middle])).toEqual([
      [0, "red"],
      [200, "blue"],
      [600, "green"],
    ]);
    expect(lines.join("")).toMatch(/source\.damaged.*20\.png/);
  });
});

describe("a damaged clip", () => {
  it("that is cut short gives what it holds, then ends, and the damage is told", async () => {
    const whole = await readFile(folder.file("clip.mp4"));
    await writeFile(folder.file("half.mp4"), whole.subarray(0, whole.length / 2));
    const { log, lines } = memoryLog();
    const frames = await read("half.mp4", { log });
    expect(frames.length).toBeGreaterThan(5);
    expect(frames.length).toBeLessThan(SECONDS * 5);
    expect(lines.join("")).toContain("source.damaged");
  });

  it("that has lost its index holds no picture", async () => {
    await ffmpeg("-i", folder.file("clip.mp4"), "-c", "copy", "-movflags", "-faststart", folder.file("late.mp4"));
    await truncate(folder.file("late.mp4"), 30_000);
    const error = await failure("late.mp4");
    expect(isErrorCode(error, "source.invalid")).toBe(true);
    expect(String(error)).toMatch(/late\.mp4 holds no picture.*moov atom not found/);
  });

  it.each([
    ["garbage.mp4", Buffer.from("not a video ".repeat(5_000))],
    ["empty.mp4", Buffer.alloc(0)],
    ["zeros.avi", Buffer.alloc(100_000)],
    ["list.m3u8", Buffer.from("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n")],
    ["list.txt", Buffer.from("ffconcat version 1.0\nfile '/etc/passwd'\n")],
  ])("such as %s is refused with its name", async (name, bytes) => {
    await writeFile(folder.file(name), bytes);
    const error = await failure(name);
    expect(isErrorCode(error, "source.invalid")).toBe(true);
    expect(String(error)).toContain(name);
  });

  it("that is not there, or is a folder without pictures, is refused with what to do", async () => {
    await mkdir(folder.file("empty"));
    expect(String(await failure("absent.mp4"))).toMatch(/absent\.mp4 does not exist\. Name a video or a folder/);
    expect(String(await failure("empty"))).toMatch(/empty holds no image/);
  });

  it("with sound only holds no picture", async () => {
    await ffmpeg("-f", "lavfi", "-i", "sine=d=1", folder.file("sound.wav"));
    expect(isErrorCode(await failure("sound.wav"), "source.invalid")).toBe(true);
  });
});
