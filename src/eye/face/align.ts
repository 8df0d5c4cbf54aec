import { type Face, LEFT_EYE, MOUTH, NOSE, type Point, point, RIGHT_EYE } from "#eye/face/face.js";

/**
 * From a canonical face of 48 × 48 px to the picture: x = a·u − b·v + tx, y = b·u + a·v + ty, where u and v are pixel
 * indices (the centre of the first pixel is 0).
 */
export type Similarity = { readonly a: number; readonly b: number; readonly tx: number; readonly ty: number };

export const FACE_SIDE = 48;

/**
 * Where the keypoints stand in a face of FER's framing, which the expression network learned from: medians of BlazeFace
 * over 2 728 images of FER+ (train), enlarged and bordered, made symmetric about x = 23.5. The ears are left out of the
 * fit: they are guesses on a turned head.
 */
const ANCHORS: readonly { keypoint: number; u: number; v: number; weight: number }[] = [
  { keypoint: RIGHT_EYE, u: 14.8, v: 18.3, weight: 1 },
  { keypoint: LEFT_EYE, u: 32.2, v: 18.3, weight: 1 },
  { keypoint: NOSE, u: 23.5, v: 28.4, weight: 0.5 },
  { keypoint: MOUTH, u: 23.5, v: 36.75, weight: 1 },
];
const TOTAL = ANCHORS.reduce((sum, anchor) => sum + anchor.weight, 0);
const MEAN = {
  u: ANCHORS.reduce((sum, anchor) => sum + anchor.u * anchor.weight, 0) / TOTAL,
  v: ANCHORS.reduce((sum, anchor) => sum + anchor.v * anchor.weight, 0) / TOTAL,
};
const SPREAD = ANCHORS.reduce((sum, { u, v, weight }) => sum + weight * ((u - MEAN.u) ** 2 + (v - MEAN.v) ** 2), 0);

/** Least squares over the eyes, the nose and the mouth. */
export function alignment(face: Face): Similarity {
  const at = (index: number): Point => point(face, index);
  let [mx, my] = [0, 0];
  for (const { keypoint, weight } of ANCHORS) {
    mx += (at(keypoint).x * weight) / TOTAL;
    my += (at(keypoint).y * weight) / TOTAL;
  }
  let [a, b] = [0, 0];
  for (const { keypoint, u, v, weight } of ANCHORS) {
    const [x, y] = [at(keypoint).x - mx, at(keypoint).y - my];
    a += (weight * ((u - MEAN.u) * x + (v - MEAN.v) * y)) / SPREAD;
    b += (weight * ((u - MEAN.u) * y - (v - MEAN.v) * x)) / SPREAD;
  }
  return { a, b, tx: mx - a * MEAN.u + b * MEAN.v, ty: my - b * MEAN.u - a * MEAN.v };
}
