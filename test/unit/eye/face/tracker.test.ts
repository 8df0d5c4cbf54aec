import { describe, expect, it } from "vitest";
import { isSteady, Tracker } from "#eye/face/tracker.js";
import { faceAt } from "../../../support/faces.js";

const STEP = 200;
const only = (tracker: Tracker) => {
  expect(tracker.tracks).toHaveLength(1);
  return tracker.tracks[0] as Tracker["tracks"][number];
};

describe("Tracker", () => {
  it("calls a face steady at the third of five sightings", () => {
    const tracker = new Tracker();
    const seen = [true, false, true, true].map((there, i) => {
      tracker.update(there ? [faceAt(100 + i, 100, 120)] : [], i * STEP);
      return isSteady(only(tracker));
    });
    expect(seen).toEqual([false, false, false, true]);
  });

  it("never calls a face steady that convinced in no frame", () => {
    const tracker = new Tracker();
    for (let i = 0; i < 8; i++) tracker.update([faceAt(100, 100, 120, 0.55)], i * STEP);
    expect(isSteady(only(tracker))).toBe(false);
  });

  it("keeps two faces apart that stand side by side and sway", () => {
    const tracker = new Tracker();
    for (let i = 0; i < 20; i++) {
      const sway = 15 * Math.sin(i);
      tracker.update([faceAt(330 + sway, 100, 150), faceAt(100 - sway, 100, 160)], i * STEP);
    }
    expect(tracker.tracks).toHaveLength(2);
    const left = tracker.tracks.find((track) => track.face.box.x < 200);
    expect([left?.firstSeen, left?.face.box.width]).toEqual([0, 160]);
  });

  it("makes another face of one that leaps or grows", () => {
    const tracker = new Tracker();
    tracker.update([faceAt(100, 100, 100)], 0);
    tracker.update([faceAt(300, 100, 100)], STEP);
    tracker.update([faceAt(290, 90, 170)], 2 * STEP);
    expect(new Set(tracker.tracks.map((track) => track.id)).size).toBe(3);
  });

  it("forgets who has not been seen for a second and a half", () => {
    const tracker = new Tracker();
    tracker.update([faceAt(100, 100, 100)], 0);
    tracker.update([], 1_500);
    expect(tracker.tracks).toHaveLength(1);
    tracker.update([], 1_501);
    expect(tracker.tracks).toHaveLength(0);
  });

  it("holds nothing against a face that stands outside what was searched", () => {
    const tracker = new Tracker();
    for (let i = 0; i < 5; i++) tracker.update([faceAt(100, 100, 100), faceAt(600, 100, 100)], i * STEP);
    tracker.update([faceAt(100, 100, 100)], 1_000, { x: 0, y: 0, side: 300 });
    expect(tracker.tracks.map((track) => track.seen)).toEqual([0b11111, 0b11111]);
    tracker.update([faceAt(100, 100, 100)], 1_200);
    expect(tracker.tracks.map((track) => track.seen)).toEqual([0b11111, 0b11110]);
  });

  it("begins anew when time runs backwards: another clip", () => {
    const tracker = new Tracker();
    for (let i = 0; i < 5; i++) tracker.update([faceAt(100, 100, 100)], 5_000 + i * STEP);
    tracker.update([faceAt(105, 100, 100)], 0);
    expect(only(tracker).seen).toBe(1);
  });
});
