/** A point of the picture: px, y down. */
export type Point = { readonly x: number; readonly y: number };
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The detector's six keypoints; the last two are the ears. The person's right eye stands left in the picture. */
export const RIGHT_EYE = 0;
export const LEFT_EYE = 1;
export const NOSE = 2;
export const MOUTH = 3;

/** One face in one frame. `points`: right eye, left eye, nose, mouth, right ear, left ear. `score` in [0, 1]. */
export type Face = { readonly box: Box; readonly points: readonly Point[]; readonly score: number };

export const point = (face: Face, index: number): Point => face.points[index] ?? centre(face.box);

export const centre = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export const interEye = (face: Face): number => distance(point(face, RIGHT_EYE), point(face, LEFT_EYE));

/** Area of the intersection over the area of the union. */
export function overlap(a: Box, b: Box): number {
  const common = intersection(a, b);
  return common / (a.width * a.height + b.width * b.height - common);
}

export function intersection(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
