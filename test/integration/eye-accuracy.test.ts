import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { type FaceReader, openFaceReader } from "#eye/face-reader.js";
import { systemClock } from "#platform/clock.js";
import { atRoot, clipCamera, framesOf } from "../support/footage.js";

type Truth = {
  clip: string;
  i: number;
  yaw: number;
  pitch: number;
  roll: number;
  box: [number, number, number, number];
};
type Errors = { yaw: number[]; pitch: number[]; roll: number[]; width: number[] };

/** Of the camera that rendered the clips, px: 69° across 1280. */
const FOCAL = 930;
const EVERY = 6;
const MIDDLE = { x: 0.25, width: 0.5 };
/** Where two stand, each is looked at alone. */
const SCENES: [clip: string, zone: { x: number; width: number }][] = [
  ["pose-sweep", MIDDLE],
  ["dissatisfied-transaction", MIDDLE],
  ["mixed", MIDDLE],
  ["two-people", { x: 0, width: 0.5 }],
  ["two-people", { x: 0.5, width: 0.5 }],
  ["officer-edge", MIDDLE],
  ["too-far", MIDDLE],
  ["mask", MIDDLE],
];

const truths = readFileSync(atRoot("test/fixtures/face-truth.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Truth);

let reader: FaceReader;
beforeAll(async () => {
  const limits = { ...DEFAULT_POLICY.reading, budgetMs: 5_000 };
  reader = await openFaceReader({ models: atRoot("models"), limits, clock: systemClock });
});
afterAll(() => reader?.[Symbol.asyncDispose]());

/** Some frames of a clip against its truth. */
async function measure(clip: string, zone: { x: number; width: number }, errors: Errors): Promise<void> {
  reader.bind();
  let i = 0;
  for await (const frame of framesOf(clipCamera(clip, { fps: 15, zone }))) {
    const at = i++;
    if (at % EVERY !== 0) continue;
    const { reading, face } = await reader.survey(frame);
    const quality = reading.quality;
    if (!quality || !face) continue;
    const centre = zone.x * 1280 + face.box.x + face.box.width / 2;
    const real = truths.find((t) => t.clip === clip && t.i === at && Math.abs(t.box[0] + t.box[2] / 2 - centre) < 100);
    if (!real || Math.max(Math.abs(real.yaw), Math.abs(real.pitch), Math.abs(real.roll)) > 30) continue;
    const [x, y, width, height] = real.box;
    // The truth is told from the camera's axis; a face beside it is seen along the line to it.
    const [across, down] = [degrees((x + width / 2 - 640) / FOCAL), degrees((y + height / 2 - 360) / FOCAL)];
    errors.yaw.push(Math.abs(quality.yaw - real.yaw - across));
    errors.pitch.push(Math.abs(quality.pitch - real.pitch - down));
    errors.roll.push(Math.abs(quality.roll - real.roll));
    errors.width.push(Math.abs(quality.faceWidth / width - 1));
  }
  reader.release();
}

const degrees = (tangent: number): number => (Math.atan(tangent) * 180) / Math.PI;
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

it("tells a face's width and angles as well as calibration needs, on every clip and over all", async () => {
  const all: Errors = { yaw: [], pitch: [], roll: [], width: [] };
  for (const [clip, zone] of SCENES) {
    const own: Errors = { yaw: [], pitch: [], roll: [], width: [] };
    await measure(clip, zone, own);
    expect(own.yaw.length, clip).toBeGreaterThan(7);
    for (const kind of ["yaw", "pitch", "roll", "width"] as const) all[kind].push(...own[kind]);
    expect(median(own.yaw), `yaw in ${clip}`).toBeLessThan(7);
    expect(median(own.pitch), `pitch in ${clip}`).toBeLessThan(10);
    expect(median(own.roll), `roll in ${clip}`).toBeLessThan(3);
    // One person's head is as wide as others' with their ears.
    expect(median(own.width), `width in ${clip}`).toBeLessThan(0.13);
  }
  expect(median(all.yaw)).toBeLessThan(3);
  expect(median(all.pitch)).toBeLessThan(4);
  expect(median(all.roll)).toBeLessThan(1.5);
  expect(median(all.width)).toBeLessThan(0.08);
}, 120_000);
