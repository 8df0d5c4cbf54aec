import type { Face, Point } from "#eye/face/face.js";

/** A frontal face with its box's upper left corner at x, y. */
export function faceAt(x: number, y: number, width: number, score = 0.9): Face {
  const at = (u: number, v: number): Point => ({ x: x + u * width, y: y + v * width });
  return {
    box: { x, y, width, height: width },
    points: [at(0.3, 0.35), at(0.7, 0.35), at(0.5, 0.55), at(0.5, 0.75), at(0.1, 0.4), at(0.9, 0.4)],
    score,
  };
}
