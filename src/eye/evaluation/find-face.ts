import type { Detector } from "#eye/face/detector.js";
import type { Face } from "#eye/face/face.js";
import { isAt, squareAround } from "#eye/face/face-finder.js";
import type { Picture } from "#eye/face/picture.js";

/** `bordered`: only with a border around the picture, as a picture needs whose face fills it. */
export type FoundFace = { readonly face: Face; readonly bordered: boolean };

/** One picture is no clip, in which a face may be confirmed over frames: a bookshelf may score less than this. */
const SURE = 0.7;

/**
 * The largest face that is surely one, else the likeliest; found and looked at once more from nearby, as the eye does with
 * a citizen's face.
 */
export async function findFace(detector: Detector, picture: Picture): Promise<FoundFace | undefined> {
  const whole = likeliest(await detector.findAll(picture));
  const face = isSure(whole) ? whole : surer(whole, likeliest(await detector.findIn(picture, middleThird(picture))));
  if (!face) return undefined;
  const near = await detector.findIn(picture, squareAround(face));
  const bordered = whole === undefined || !isAt(whole, face);
  return { face: near.find((other) => isAt(other, face)) ?? face, bordered };
}

const area = ({ box }: Face): number => box.width * box.height;
const isSure = (face: Face | undefined): boolean => face !== undefined && face.score >= SURE;
const surer = (a: Face | undefined, b: Face | undefined): Face | undefined => (a && a.score >= (b?.score ?? 0) ? a : b);

/** `faces`: best first. */
function likeliest(faces: readonly Face[]): Face | undefined {
  const sure = faces.filter(isSure);
  return sure.length === 0 ? faces[0] : sure.reduce((best, face) => (area(face) > area(best) ? face : best));
}

function middleThird({ width, height }: Picture): { x: number; y: number; side: number } {
  const side = 3 * Math.max(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}
