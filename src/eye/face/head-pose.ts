import type { Point } from "#eye/face/face.js";

/** Degrees. yaw > 0: the face turns to image right; pitch > 0: looks down; roll > 0: image-counter-clockwise. */
export type HeadPose = { readonly yaw: number; readonly pitch: number; readonly roll: number };

type Vector = readonly [number, number, number];

/**
 * The mean face behind the six keypoints, in eye distances: x to image right, y down, z away from the camera, origin
 * between the eyes. x and y are medians over 2 728 faces of FER+ (train) as BlazeFace marks them, made symmetric; the
 * depths are those of MediaPipe's canonical face at the same points.
 */
const MEAN_FACE: readonly Vector[] = [
  [-0.5, 0, 0],
  [0.5, 0, 0],
  [0, 0.58, -0.62],
  [0, 1.06, -0.4],
  [-1.0, 0.19, 0.96],
  [1.0, 0.19, 0.96],
];
/** The far ear of a turned head is a guess of the detector's. */
const WEIGHTS = [1, 1, 1, 1, 0.5, 0.5] as const;

const TOTAL = WEIGHTS.reduce<number>((sum, weight) => sum + weight, 0);
const MEAN_OF_MODEL = [0, 1, 2].map(
  (axis) => MEAN_FACE.reduce((sum, vertex, i) => sum + (vertex[axis] as number) * (WEIGHTS[i] as number), 0) / TOTAL,
) as unknown as Vector;
const CENTRED = MEAN_FACE.map((vertex) => vertex.map((value, axis) => value - (MEAN_OF_MODEL[axis] as number)));
const NORMAL_INVERSE = invertSymmetric(
  [0, 1, 2].map((a) =>
    [0, 1, 2].map((b) =>
      CENTRED.reduce((sum, v, i) => sum + (WEIGHTS[i] as number) * (v[a] as number) * (v[b] as number), 0),
    ),
  ),
);

/**
 * Scaled orthographic fit of the mean face: least squares for the affine camera, then the nearest pair of equally long,
 * perpendicular axes.
 */
export function headPose(points: readonly Point[]): HeadPose {
  const [mx, my] = weightedMean(points);
  const across = affineRow(points.map((p) => p.x - mx));
  const down = affineRow(points.map((p) => p.y - my));
  const [r1, r2] = nearestOrthonormal(across, down);
  const facing: Vector = cross(r1, r2);
  // The third row is how depth in the picture follows from the face's axes; the face looks along −z.
  const look = [-(r1[2] as number), -(r2[2] as number), -(facing[2] as number)] as const;
  return {
    yaw: degrees(Math.atan2(look[0], -look[2])),
    pitch: degrees(Math.atan2(look[1], Math.hypot(look[0], look[2]))),
    roll: degrees(-Math.atan2(r2[0], r1[0])),
  };
}

function weightedMean(points: readonly Point[]): [number, number] {
  let [x, y] = [0, 0];
  points.forEach((p, i) => {
    x += p.x * (WEIGHTS[i] ?? 0);
    y += p.y * (WEIGHTS[i] ?? 0);
  });
  return [x / TOTAL, y / TOTAL];
}

function affineRow(values: readonly number[]): Vector {
  const moment = [0, 1, 2].map((axis) =>
    values.reduce((sum, value, i) => sum + (WEIGHTS[i] ?? 0) * value * (CENTRED[i]?.[axis] ?? 0), 0),
  );
  return NORMAL_INVERSE.map((row) => row.reduce((sum, value, i) => sum + value * (moment[i] as number), 0)) as never;
}

/** Polar factor of a 2×3 matrix, by the closed form of its 2×2 Gram matrix's inverse square root. */
function nearestOrthonormal(a: Vector, b: Vector): [Vector, Vector] {
  const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
  const root = Math.sqrt(Math.max(1e-12, aa * bb - ab * ab));
  const trace = Math.sqrt(aa + bb + 2 * root);
  // G^(-1/2) = (G + root·I)^-1 · trace
  const [p, q] = [aa + root, bb + root];
  const determinant = p * q - ab * ab;
  const [w11, w22, w12] = [(q / determinant) * trace, (p / determinant) * trace, (-ab / determinant) * trace];
  return [combine(a, w11, b, w12), combine(a, w12, b, w22)];
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const combine = (a: Vector, s: number, b: Vector, t: number): Vector => [
  a[0] * s + b[0] * t,
  a[1] * s + b[1] * t,
  a[2] * s + b[2] * t,
];
const degrees = (radians: number): number => (radians * 180) / Math.PI;

function invertSymmetric(m: readonly (readonly number[])[]): number[][] {
  const at = (i: number, j: number): number => m[i % 3]?.[j % 3] as number;
  const cofactor = (i: number, j: number): number =>
    at(i + 1, j + 1) * at(i + 2, j + 2) - at(i + 1, j + 2) * at(i + 2, j + 1);
  const determinant = at(0, 0) * cofactor(0, 0) + at(0, 1) * cofactor(0, 1) + at(0, 2) * cofactor(0, 2);
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => cofactor(j, i) / determinant));
}
