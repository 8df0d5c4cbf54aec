import type { Detector } from "#eye/face/detector.js";
import type { Face } from "#eye/face/face.js";
import { isAt, squareAround } from "#eye/face/face-finder.js";
import type { Picture } from "#eye/face/picture.js";

/** `bordered`: only with a border around the picture, as a picture needs whose face fills it. */
export type FoundFace = { readonly face: Face; readonly bordered: boolean };

/** The largest face, found and looked at once more from nearby, as the eye does with a citizen's face. */
export async function findFace(detector: Detector, picture: Picture): Promise<FoundFace | undefined> {
  const whole = largestOf(await detector.findAll(picture));
  const face = whole ?? largestOf(await detector.findIn(picture, middleThird(picture)));
  if (!face) return undefined;
  const near = await detector.findIn(picture, squareAround(face));
  return { face: near.find((other) => isAt(other, face)) ?? face, bordered: whole === undefined };
}

const area = ({ box }: Face): number => box.width * box.height;

function largestOf(faces: readonly Face[]): Face | undefined {
  return faces.reduce<Face | undefined>((best, face) => (best && area(best) >= area(face) ? best : face), undefined);
}

function middleThird({ width, height }: Picture): { x: number; y: number; side: number } {
  const side = 3 * Math.max(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}
