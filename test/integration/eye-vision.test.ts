import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { type Reading, readingSchema } from "#contract/reading.js";
import { openWindow } from "#desk/scoring/scoring-window.js";
import { type FaceReader, openFaceReader } from "#eye/face-reader.js";
import type { Frame } from "#eye/frame.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { readClip } from "#eye/source/read-clip.js";
import { systemClock } from "#platform/clock.js";
import { randomFrom } from "../support/drawn-face.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const LIMITS = { ...DEFAULT_POLICY.reading, budgetMs: 5_000 };

let reader: FaceReader;
beforeAll(async () => {
  reader = await openFaceReader({ models: at("models"), limits: LIMITS, clock: systemClock });
});
afterAll(() => reader?.[Symbol.asyncDispose]());

function framesOf(clip: string): AsyncIterable<Frame> {
  const camera = cameraSchema.parse({ kind: "file", path: at(`device/demo/${clip}.mp4`), fps: 5, realtime: false });
  if (camera.kind !== "file") throw new Error("not a file");
  return readClip(camera);
}

/** Every reading of a clip as one window. */
async function readings(clip: string): Promise<Reading[]> {
  const all: Reading[] = [];
  reader.bind();
  for await (const frame of framesOf(clip)) all.push(await reader.read(frame));
  reader.release();
  return all;
}

const word = (reading: Reading): string => (reading.outcome === "expression" ? "expression" : reading.reason);
const share = (all: readonly Reading[], outcome: string): number =>
  all.filter((reading) => word(reading) === outcome).length / all.length;

function meanOf(all: readonly Reading[], measure: (reading: Reading & { outcome: "expression" }) => number): number {
  const values = all.flatMap((reading) => (reading.outcome === "expression" ? [measure(reading)] : []));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
const smile = (all: readonly Reading[]): number => meanOf(all, ({ probabilities }) => probabilities.happiness);
const frown = (all: readonly Reading[]): number =>
  meanOf(all, ({ probabilities: p }) => p.anger + p.disgust + p.contempt + p.sadness + p.fear);

describe("clips that must not be read", () => {
  it.each([
    ["nobody", ["no_face"]],
    ["too-dark", ["dark"]],
    ["backlit", ["dark", "glare"]],
    ["out-of-focus", ["blur"]],
    ["too-far", ["too_small"]],
    ["turned-away", ["pose"]],
    ["mask", ["unreadable"]],
    ["two-people", ["several_faces"]],
  ])("%s is %j", async (clip, reasons) => {
    const all = await readings(clip);
    expect(reasons.reduce((sum, reason) => sum + share(all, reason), 0)).toBeGreaterThan(0.85);
    expect(share(all, "expression")).toBeLessThan(0.05);
    for (const reading of all) expect(readingSchema.parse(reading)).toEqual(reading);
  });
});

describe("clips that must be read", () => {
  it("reads most of each, and never says that a living face is a photograph or another person", async () => {
    const clips = ["happy-transaction", "neutral-transaction", "dissatisfied-transaction", "mixed"];
    const [happy = [], neutral = [], dissatisfied = [], mixed = []] = [
      await readings(clips[0] as string),
      await readings(clips[1] as string),
      await readings(clips[2] as string),
      await readings(clips[3] as string),
    ];
    for (const all of [happy, neutral, dissatisfied, mixed]) {
      expect(share(all, "expression")).toBeGreaterThan(0.7);
      expect(share(all, "static_image") + share(all, "person_changed") + share(all, "several_faces")).toBe(0);
      for (const reading of all) expect(readingSchema.parse(reading)).toEqual(reading);
    }
    expect(smile(happy)).toBeGreaterThan(smile(neutral) + 0.1);
    expect(frown(dissatisfied)).toBeGreaterThan(frown(neutral));
    const read = mixed.filter((reading) => reading.outcome === "expression");
    const half = read.length / 2;
    expect(frown(read.slice(0, half))).toBeGreaterThan(frown(read.slice(half)));
    expect(smile(read.slice(half))).toBeGreaterThan(smile(read.slice(0, half)));
  });

  it("reads the citizen beside a clerk at the edge, and only the citizen", async () => {
    const all = await readings("officer-edge");
    expect(share(all, "expression")).toBeGreaterThan(0.85);
    const widths = all.flatMap(({ quality }) => (quality ? [quality.faceWidth] : []));
    expect(Math.max(...widths)).toBeLessThan(200); // the clerk's face is 266 px wide
  });
});

describe("angles against the truth of the rendering", () => {
  it("are right to a few degrees wherever a face may be read", async () => {
    const truth = (await readFile(at("test/fixtures/pose-sweep.jsonl"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { yaw: number; pitch: number; roll: number });
    const wide = { ...LIMITS, maximumYaw: 90, maximumPitch: 90, maximumRoll: 90, maximumUnreadable: 1 };
    const camera = cameraSchema.parse({
      kind: "file",
      path: at("device/demo/pose-sweep.mp4"),
      fps: 15,
      realtime: false,
    });
    if (camera.kind !== "file") throw new Error("not a file");
    reader.setLimits(wide);
    reader.bind();
    const errors = { yaw: [] as number[], pitch: [] as number[], roll: [] as number[] };
    let i = 0;
    for await (const frame of readClip(camera)) {
      const [{ quality }, real] = [await reader.read(frame), truth[i++]];
      if (!quality || !real || Math.abs(real.yaw) > 45) continue;
      for (const angle of ["yaw", "pitch", "roll"] as const) errors[angle].push(Math.abs(quality[angle] - real[angle]));
    }
    reader.setLimits(LIMITS);
    reader.release();
    const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
    expect(errors.yaw.length).toBeGreaterThan(80);
    expect(median(errors.yaw)).toBeLessThan(4);
    expect(median(errors.pitch)).toBeLessThan(6);
    expect(median(errors.roll)).toBeLessThan(4);
  });
});

describe("what one frame cannot show", () => {
  const STEP = 200;
  async function gather(clip: string, from: number, to: number): Promise<Frame[]> {
    const frames: Frame[] = [];
    for await (const frame of framesOf(clip)) {
      if (frame.t >= from * 1_000 && frame.t < to * 1_000) frames.push({ ...frame, rgb: frame.rgb.slice() });
    }
    return frames;
  }
  async function play(frames: readonly Frame[]): Promise<string[]> {
    reader.bind();
    const words = [];
    for (const [i, frame] of frames.entries()) {
      words.push(word(await reader.read({ ...frame, t: i * STEP, available: systemClock.monotonic() })));
    }
    reader.release();
    return words;
  }

  it("is person_changed when one citizen leaves and another comes", async () => {
    const frames = [
      ...(await gather("happy-transaction", 2, 12)),
      ...(await gather("nobody", 0, 2)),
      ...(await gather("dissatisfied-transaction", 0, 8)),
    ];
    const words = await play(frames);
    expect(words.slice(5, 40).every((one) => one === "expression")).toBe(true);
    expect(words.slice(-25).every((one) => one === "person_changed")).toBe(true);
    expect(words.slice(60).filter((one) => one === "expression").length).toBeLessThan(6);
  });

  it("keeps the same citizen bound through a short gap", async () => {
    const citizen = await gather("neutral-transaction", 2, 7);
    const words = await play([...citizen, ...(await gather("nobody", 0, 2)), ...citizen]);
    expect(words.filter((one) => one === "person_changed")).toEqual([]);
    expect(words.slice(-20).every((one) => one === "expression")).toBe(true);
  });

  it("is static_image for a photograph in a trembling hand", async () => {
    const [still] = await gather("neutral-transaction", 4, 4.2);
    if (!still) throw new Error("no frame");
    const random = randomFrom(5);
    const frames = Array.from({ length: 65 }, () => trembling(still, random));
    const words = await play(frames);
    expect(words.slice(55).every((one) => one === "static_image")).toBe(true);
    expect(words.indexOf("static_image")).toBeGreaterThanOrEqual(50);
  });

  it("is static_image for a still image as source: its window has no score, and says why", async () => {
    await using folder = await temporaryFolder();
    const [frame] = await gather("happy-transaction", 6, 6.2);
    if (!frame) throw new Error("no frame");
    const { rgb, width, height } = frame;
    const jpeg = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 90 })
      .toBuffer();
    const [seconds, fps] = [25, 5];
    for (let i = 0; i < seconds * fps; i += 1) writeFileSync(folder.file(`${String(i).padStart(3, "0")}.jpg`), jpeg);
    const camera = cameraSchema.parse({ kind: "file", path: folder.path, fps, realtime: false });
    if (camera.kind !== "file") throw new Error("not a file");
    const window = openWindow(DEFAULT_POLICY, 0);
    reader.bind();
    for await (const still of readClip(camera)) window.add(await reader.read(still));
    reader.release();
    const result = window.close(seconds * 1_000);
    expect(result).toMatchObject({ outcome: "abstention", reason: "static_image" });
    expect(result.reasonSeconds.static_image).toBeGreaterThanOrEqual(13);
  });

  it("is over_budget when a frame waited too long, before any work", async () => {
    const [frame] = await gather("neutral-transaction", 4, 4.2);
    if (!frame) throw new Error("no frame");
    reader.bind();
    const reading = await reader.read({ ...frame, available: systemClock.monotonic() - 6_000 });
    reader.release();
    expect(word(reading)).toBe("over_budget");
  });

  it("only counts faces while nothing is bound", async () => {
    const frames = await gather("two-people", 1, 2.2);
    let count = 0;
    for (const frame of frames) count = await reader.presence(frame);
    expect(count).toBe(2);
  });
});

/** The frame moved by up to two pixels, with a sensor's noise. */
function trembling(frame: Frame, random: () => number): Frame {
  const { rgb, width, height } = frame;
  const [dx, dy] = [Math.floor(random() * 5) - 2, Math.floor(random() * 5) - 2];
  const moved = new Uint8Array(rgb.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (Math.min(height - 1, Math.max(0, y + dy)) * width + Math.min(width - 1, Math.max(0, x + dx))) * 3;
      const noise = Math.round((random() - 0.5) * 14);
      const o = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) moved[o + c] = Math.min(255, Math.max(0, (rgb[from + c] as number) + noise));
    }
  }
  return { ...frame, rgb: moved };
}
