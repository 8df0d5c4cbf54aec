import { FACE_SIDE } from "#eye/face/align.js";

/** 3 × 3 binomial mean of an aligned face; its outermost pixels are left as they are. */
export function soften(face: Float32Array, into: Float32Array): void {
  into.set(face);
  for (let y = 1; y < FACE_SIDE - 1; y++) {
    for (let x = 1; x < FACE_SIDE - 1; x++) {
      const i = y * FACE_SIDE + x;
      into[i] = (line(face, i - FACE_SIDE) + 2 * line(face, i) + line(face, i + FACE_SIDE)) / 16;
    }
  }
}

const line = (face: Float32Array, i: number): number =>
  (face[i - 1] as number) + 2 * (face[i] as number) + (face[i + 1] as number);
