import { describe, expect, it } from "vitest";
import { DETECTOR_SIDE, decodeLayer, LAYERS } from "#eye/face/blazeface.js";
import type { Face } from "#eye/face/face.js";

function emptyLayer(index: 0 | 1) {
  const layer = LAYERS[index];
  const anchors = layer.cells ** 2 * layer.anchors;
  return { layer, scores: new Float32Array(anchors).fill(-20), boxes: new Float32Array(anchors * 16) };
}

function decode({ layer, scores, boxes }: ReturnType<typeof emptyLayer>, square = { x: 0, y: 0, side: DETECTOR_SIDE }) {
  const into: Face[] = [];
  decodeLayer(layer, { scores, boxes }, { square, threshold: 0.5, into });
  return into;
}

describe("decodeLayer", () => {
  it("finds nothing where every score is low", () => {
    expect(decode(emptyLayer(0))).toEqual([]);
  });

  it("places a box and its keypoints by the centre of the anchor's cell", () => {
    const layer = emptyLayer(0);
    const index = (3 * 16 + 5) * 2 + 1; // row 3, column 5, second anchor: centre (88, 56)
    layer.scores[index] = Math.log(0.9 / 0.1);
    layer.boxes.set([4, -6, 40, 44, -10, -8, 10, -8, 0, 3, 0, 12, -18, -2, 18, -2], index * 16);
    const [face, ...others] = decode(layer);
    expect(others).toEqual([]);
    expect(face?.score).toBeCloseTo(0.9, 6);
    expect(face?.box).toEqual({ x: 88 + 4 - 20, y: 56 - 6 - 22, width: 40, height: 44 });
    expect(face?.points[0]).toEqual({ x: 78, y: 48 });
    expect(face?.points[5]).toEqual({ x: 106, y: 54 });
  });

  it("scales and shifts into the square that was searched", () => {
    const layer = emptyLayer(1);
    const index = (7 * 8 + 7) * 6; // the last cell: centre (240, 240) of 256
    layer.scores[index] = 5;
    layer.boxes.set([0, 0, 20, 20], index * 16);
    const [face] = decode(layer, { x: 100, y: -50, side: 512 });
    expect(face?.box).toEqual({ x: 100 + 480 - 20, y: -50 + 480 - 20, width: 40, height: 40 });
  });

  it("takes a score of exactly the threshold, refuses one below", () => {
    const layer = emptyLayer(0);
    layer.scores[0] = 0;
    layer.scores[1] = -0.001;
    expect(decode(layer)).toHaveLength(1);
  });
});
