import { FACE_SIDE } from "#eye/face/align.js";
import { DETAIL_SIDE } from "#eye/face/aligned-face.js";

/** How well one aligned face was pictured; grey levels 0–255. */
type PictureQuality = {
  readonly luminance: number;
  /** Between the 5th and the 95th percentile. */
  readonly contrast: number;
  /** Share of saturated pixels. */
  readonly glare: number;
  readonly sharpness: number;
};

/** The face proper within the canonical square: no hair, no background. */
const OVAL = { u: 23.5, v: 25, halfWidth: 15, halfHeight: 20 };
const SATURATED = 250;
/** Sharpness is told as if every face had this deviation of grey levels: else a dim face would count as a blurred one. */
const STANDARD_DEVIATION = 40;
/** Below this deviation there is no picture to judge: noise must not be blown up. */
const LEAST_DEVIATION = 8;

const oval48 = ovalPixels(FACE_SIDE);
const oval96 = ovalPixels(DETAIL_SIDE);

export function pictureQuality({ face, detail }: { face: Float32Array; detail: Float32Array }): PictureQuality {
  return { ...greyLevels(face), sharpness: sharpnessOf(detail) };
}

function greyLevels(face: Float32Array): Omit<PictureQuality, "sharpness"> {
  const histogram = new Uint16Array(256);
  let [sum, saturated] = [0, 0];
  for (const i of oval48) {
    const level = face[i] as number;
    sum += level;
    if (level >= SATURATED) saturated++;
    const bin = Math.min(255, Math.max(0, Math.round(level)));
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  const n = oval48.length;
  return {
    luminance: sum / n,
    contrast: percentile(histogram, 0.95 * n) - percentile(histogram, 0.05 * n),
    glare: saturated / n,
  };
}

function percentile(histogram: Uint16Array, rank: number): number {
  let below = 0;
  for (let level = 0; level < histogram.length; level++) {
    below += histogram[level] as number;
    if (below >= rank) return level;
  }
  return histogram.length - 1;
}

/**
 * Variance of the 4-neighbour Laplacian at 96 × 96 within the face, at standard contrast. A 3 × 3 binomial goes first:
 * sensor noise lives in the finest detail, and would pass for sharpness on a blurred face.
 */
function sharpnessOf(detail: Float32Array): number {
  let [sum, squares, edges, edgeSquares] = [0, 0, 0, 0];
  for (const i of oval96) {
    const level = detail[i] as number;
    const laplacian = smoothLaplacian(detail, i);
    sum += level;
    squares += level * level;
    edges += laplacian;
    edgeSquares += laplacian * laplacian;
  }
  const n = oval96.length;
  const deviation = Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2)));
  const variance = Math.max(0, edgeSquares / n - (edges / n) ** 2);
  return variance * (STANDARD_DEVIATION / deviation) ** 2;
}

/** The 4-neighbour Laplacian of the binomial mean, as one 5 × 5 kernel. */
function smoothLaplacian(d: Float32Array, i: number): number {
  const far = (d[i - 2 * ROW] as number) + (d[i + 2 * ROW] as number) + (d[i - 2] as number) + (d[i + 2] as number);
  const oblique =
    (d[i - 2 * ROW - 1] as number) +
    (d[i - 2 * ROW + 1] as number) +
    (d[i + 2 * ROW - 1] as number) +
    (d[i + 2 * ROW + 1] as number) +
    (d[i - ROW - 2] as number) +
    (d[i - ROW + 2] as number) +
    (d[i + ROW - 2] as number) +
    (d[i + ROW + 2] as number);
  const beside = (d[i - ROW] as number) + (d[i + ROW] as number) + (d[i - 1] as number) + (d[i + 1] as number);
  return (2 * far + oblique - 2 * beside - 8 * (d[i] as number)) / 16;
}

const ROW = DETAIL_SIDE;

function ovalPixels(side: number): Uint16Array {
  const scale = side / FACE_SIDE;
  const inside: number[] = [];
  for (let row = 2; row < side - 2; row++) {
    for (let column = 2; column < side - 2; column++) {
      const x = ((column + 0.5) / scale - 0.5 - OVAL.u) / OVAL.halfWidth;
      const y = ((row + 0.5) / scale - 0.5 - OVAL.v) / OVAL.halfHeight;
      if (x * x + y * y <= 1) inside.push(row * side + column);
    }
  }
  return Uint16Array.from(inside);
}
