import type { Detector } from "#eye/face/detector.js";
import { tilesOf } from "#eye/face/detector.js";
import { centre, type Face } from "#eye/face/face.js";
import type { Picture } from "#eye/face/picture.js";
import type { Square } from "#eye/face/square-input.js";
import { Tracker } from "#eye/face/tracker.js";

/** Keypoints are surest when the face fills a third of what the detector sees. */
const FACE_SHARE = 1 / 3;
/** The whole zone is searched at least every so many frames, for those who come and go beside the citizen. */
const WHOLE_EVERY = 5;

/** Where faces are looked for in each frame: the whole zone, or the surroundings of the citizen's face alone. */
export class FaceFinder {
  readonly tracker = new Tracker();
  readonly #detector: Detector;
  #sinceWhole = 0;

  constructor(detector: Detector) {
    this.#detector = detector;
  }

  /** `follow`: the face that matters; without one the whole zone is searched. */
  async find(picture: Picture, t: number, follow?: Face): Promise<void> {
    const square = follow && squareAround(follow);
    if (square && this.#sinceWhole < WHOLE_EVERY - 1 && !coversAll(square, picture)) {
      const faces = await this.#detector.findIn(picture, square);
      if (faces.some((face) => isAt(face, follow))) {
        this.#sinceWhole++;
        this.tracker.update(faces, t, square);
        return;
      }
    }
    this.#sinceWhole = 0;
    this.tracker.update(await this.#detector.findAll(picture), t);
  }

  reset(): void {
    this.#sinceWhole = 0;
    this.tracker.clear();
  }
}

export function squareAround({ box }: Face): Square {
  const side = Math.max(box.width, box.height) / FACE_SHARE;
  const { x, y } = centre(box);
  return { x: x - side / 2, y: y - side / 2, side };
}

/** One search of the whole zone then shows as much, and the others as well. */
function coversAll(square: Square, picture: Picture): boolean {
  const tiles = tilesOf(picture);
  return tiles.length === 1 && square.side >= 0.9 * (tiles[0]?.side ?? 0);
}

export function isAt(face: Face, expected: Face): boolean {
  const [a, b] = [centre(face.box), centre(expected.box)];
  return Math.hypot(a.x - b.x, a.y - b.y) < expected.box.width * 0.6;
}
