import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureSchema } from "#contract/measure.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { openFaceReader } from "#eye/face-reader.js";
import type { Frame } from "#eye/frame.js";
import { Surveyor } from "#eye/measure/surveyor.js";
import { runEye } from "#eye/run-eye.js";
import { blankedAreas } from "#eye/source/blanking.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { systemClock } from "#platform/clock.js";
import { CameraSession } from "../support/camera-session.js";
import { eventually } from "../support/child.js";
import { ffmpeg } from "../support/clips.js";
import { DeskListener } from "../support/desk-listener.js";
import { atRoot, clipCamera, demoClip, framesOf } from "../support/footage.js";
import { memoryLog } from "../support/memory-log.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

const LIMITS = { ...DEFAULT_POLICY.reading, budgetMs: 5_000 };
/** The right third of the picture, where one of two people sits, with an oblique side. */
const RIGHT: [number, number][] = [
  [0.52, 0],
  [1, 0],
  [1, 1],
  [0.56, 1],
];
const MIDDLE: [number, number][] = [
  [0.4, 0.3],
  [0.6, 0.3],
  [0.6, 0.7],
  [0.4, 0.7],
];
const LEFT: [number, number][] = [
  [0.1, 0],
  [0.52, 0],
  [0.56, 1],
  [0.1, 1],
];

/** Where faces were found in a clip, as shares of the picture. */
async function facesIn(look: object): Promise<number[]> {
  const camera = clipCamera("two-people", { zone: { x: 0, width: 1 }, ...look });
  const blanked = blankedAreas(camera);
  await using reader = await openFaceReader({ models: atRoot("models"), limits: LIMITS, clock: systemClock, blanked });
  reader.bind();
  const places: number[] = [];
  for await (const frame of framesOf(camera)) {
    const { faces } = await reader.survey(frame);
    for (const { x, width } of faces) places.push(camera.zone.x + ((x + width / 2) / frame.width) * camera.zone.width);
  }
  return places;
}

describe("pixels that must not be seen", () => {
  it("hold a face that nothing finds: outside a polygon zone, and in an exclusion", async () => {
    const all = await facesIn({});
    expect(all.some((x) => x < 0.5) && all.some((x) => x > 0.55)).toBe(true);
    for (const look of [{ zone: { polygon: LEFT } }, { exclude: [RIGHT] }]) {
      const places = await facesIn(look);
      expect(places.length).toBeGreaterThan(20);
      expect(Math.max(...places)).toBeLessThan(0.5);
    }
  });

  it("are one flat black in every frame, of a video, of MJPEG stills and of a live source", async () => {
    const camera = { ...clipCamera("two-people", { zone: { x: 0, width: 1 }, exclude: [RIGHT] }) };
    let frames = 0;
    for await (const frame of framesOf(camera)) frames += expectBlack(frame) ? 1 : 0;
    expect(frames).toBeGreaterThan(30);

    await ffmpeg("-i", demoClip("two-people"), "-frames:v", "2", folder.file("still-%d.jpg"));
    const stills = clipCamera("two-people", { path: folder.path, zone: { x: 0, width: 1 }, exclude: [RIGHT] });
    for await (const frame of framesOf(stills)) expectBlack(frame);

    for (const exclude of [[], [MIDDLE]]) {
      await using session = new CameraSession({ ...camera, realtime: true, exclude });
      const seen = await session.moreFrames(4);
      expect(seen.every(({ middle }) => middle === "black")).toBe(exclude.length > 0);
    }
  });
});

/** Everything a little inside the exclusion; and what is beside it is a picture. */
function expectBlack({ rgb, width, height }: Frame): true {
  let [highest, beside] = [0, 0];
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const right = x / width > 0.525 + (0.04 * y) / height;
      const left = x / width < 0.45;
      const level = Math.max(...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3));
      if (right) highest = Math.max(highest, level);
      if (left) beside = Math.max(beside, level);
    }
  }
  expect(highest).toBeLessThanOrEqual(18);
  expect(beside).toBeGreaterThan(150);
  return true;
}

/** The face of the middle of a clip, as shares of the picture, and how wide that is, px. */
async function surveyed(path: string): Promise<{ box: number[]; inside: number; width: number }> {
  const camera = clipCamera("neutral-transaction", { path, zone: { x: 0.3, y: 0.1, width: 0.5, height: 0.9 }, fps: 5 });
  await using reader = await openFaceReader({ models: atRoot("models"), limits: LIMITS, clock: systemClock });
  const source = { counters: { arrived: 0, dropped: 0, skipped: 0, reconnects: 0 }, takeLongestGap: () => 0 };
  const surveyor = new Surveyor({ reader, camera, source });
  let seen = { box: [0], inside: 0, width: 0 };
  for await (const frame of framesOf(camera)) {
    const measure = await surveyor.look(frame);
    const { x, y, width, height } = measure?.face?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    if (measure?.face && frame.t < 5_000)
      seen = { box: [x, y, width, height], inside: measure.faces[0]?.inside ?? 0, width: measure.picture.width };
  }
  return seen;
}

describe("what is measured", () => {
  it("lies where it lies in the picture, of whatever size and shape the camera's is", async () => {
    const whole = await surveyed(demoClip("neutral-transaction"));
    expect(whole).toMatchObject({ inside: 1, width: 1280 });
    const [x = 0, y = 0, w = 0, h = 0] = whole.box;
    // Half as large; and 4:3, the same picture between grey bars.
    for (const [name, filter, width, box] of [
      ["small", "scale=640:360", 640, [x, y, w, h]],
      ["high", "pad=1280:960:0:120:color=gray", 960, [x, (y * 720 + 120) / 960, w, h * 0.75]],
    ] as const) {
      const path = folder.file(`${name}.mp4`);
      await ffmpeg("-i", demoClip("neutral-transaction"), "-vf", `${filter},setsar=1`, "-an", path);
      const other = await surveyed(path);
      expect(other).toMatchObject({ inside: 1, width });
      box.forEach((share, i) => {
        expect(Math.abs(share - (other.box[i] ?? 0))).toBeLessThan(0.025);
      });
    }
  });
});

describe("an eye that is told to measure", () => {
  it("sends measures of all of the camera's pictures and no reading, until it is told otherwise", async () => {
    const path = folder.file("eye.sock");
    await using desk = await DeskListener.listen(path);
    const { log } = memoryLog();
    const stop = new AbortController();
    const camera = cameraSchema.parse({ kind: "file", path: demoClip("happy-transaction"), loop: true });
    const config = { camera, models: atRoot("models"), socket: path };
    const ended = runEye(config, { log, clock: systemClock, signal: stop.signal }, { openReader: openFaceReader });
    await desk.next("ready");
    desk.say({ type: "limits", limits: LIMITS });
    desk.say({ type: "measure", on: true });
    desk.say({ type: "bind", window: 1 });
    await eventually(() => desk.all("measure").length >= 30, { timeoutMs: 60_000 });
    expect(desk.all("reading")).toEqual([]);
    const measures = desk.all("measure").map(({ measure }) => measureSchema.parse(measure));
    const [from, to] = [measures[10], measures.at(-1)];
    if (!from || !to) throw new Error("no measures");
    const rate = ((to.source.pictures - from.source.pictures) * 1_000) / (to.reading.t - from.reading.t);
    expect(rate).toBeGreaterThan(12);
    expect(rate).toBeLessThan(18);
    const seen = measures.filter(({ face }) => face);
    expect(seen.length).toBeGreaterThan(10);
    for (const { face } of seen) expect(face?.box.x).toBeGreaterThan(0.3);

    desk.say({ type: "measure", on: false });
    await desk.next("reading");
    const before = desk.all("measure").length;
    await eventually(() => desk.all("reading").length >= 5);
    expect(desk.all("measure").length).toBe(before);
    stop.abort();
    await ended;
  });
});
