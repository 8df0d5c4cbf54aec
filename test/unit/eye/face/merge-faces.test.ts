import { describe, expect, it } from "vitest";
import { mergeFaces } from "#eye/face/merge-faces.js";
import { faceAt } from "../../../support/faces.js";

describe("mergeFaces", () => {
  it("keeps faces apart that barely touch, best first", () => {
    const faces = mergeFaces([faceAt(0, 0, 100, 0.6), faceAt(90, 0, 100, 0.9)]);
    expect(faces.map((face) => face.score)).toEqual([0.9, 0.6]);
  });

  it("blends candidates of one face by their scores and keeps the best score", () => {
    const faces = mergeFaces([faceAt(0, 0, 100, 0.6), faceAt(10, 20, 100, 0.9)]);
    expect(faces).toHaveLength(1);
    expect(faces[0]?.score).toBe(0.9);
    expect(faces[0]?.box.x).toBeCloseTo((0 * 0.6 + 10 * 0.9) / 1.5, 9);
    expect(faces[0]?.points[0]?.y).toBeCloseTo((35 * 0.6 + 55 * 0.9) / 1.5, 9);
  });

  it("takes a small box within a large one for the same face: two tiles cut it differently", () => {
    expect(mergeFaces([faceAt(0, 0, 100, 0.9), faceAt(20, 20, 45, 0.7)])).toHaveLength(1);
  });

  it("gives nothing for nothing", () => {
    expect(mergeFaces([])).toEqual([]);
  });
});
