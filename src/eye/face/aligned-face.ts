import { FACE_SIDE, type Similarity } from "#eye/face/align.js";
import type { Box } from "#eye/face/face.js";
import { GreyPatch } from "#eye/face/grey-patch.js";
import type { Picture } from "#eye/face/picture.js";

export const DETAIL_SIDE = 2 * FACE_SIDE;
const MOST_TAPS = 6;

/**
 * One face, upright and of canonical size, in grey levels 0–255: `detail` 96 × 96 for sharpness, `face` 48 × 48 (its
 * means of 2 × 2) for the network. The buffers are overwritten by the next face.
 */
export class AlignedFace {
  readonly detail = new Float32Array(DETAIL_SIDE * DETAIL_SIDE);
  readonly face = new Float32Array(FACE_SIDE * FACE_SIDE);
  readonly #patch = new GreyPatch();

  /** Each pixel is the mean of as many picture points as it covers, so that a large face does not alias. */
  sample(picture: Picture, { a, b, tx, ty }: Similarity): void {
    const step = Math.hypot(a, b) / 2;
    const taps = Math.min(MOST_TAPS, Math.max(1, Math.round(step)));
    const [du, dv] = [a / 2 / taps, b / 2 / taps];
    const { detail } = this;
    const patch = this.#patch;
    patch.take(picture, squareOf({ a, b, tx, ty }));
    const inner = (taps - 1) / 2;
    for (let row = 0, o = 0; row < DETAIL_SIDE; row++) {
      for (let column = 0; column < DETAIL_SIDE; column++, o++) {
        // Pixel k of 96 is centred on (k − 0.5) / 2 of 48.
        const u = (column - 0.5) / 2;
        const v = (row - 0.5) / 2;
        const x = a * u - b * v + tx;
        const y = b * u + a * v + ty;
        let sum = 0;
        for (let q = -inner; q <= inner; q++) {
          for (let p = -inner; p <= inner; p++) sum += patch.at(x + p * du - q * dv, y + p * dv + q * du);
        }
        detail[o] = sum / (taps * taps);
      }
    }
    this.#halve();
  }

  clear(): void {
    this.detail.fill(0);
    this.face.fill(0);
    this.#patch.clear();
  }

  #halve(): void {
    const { detail, face } = this;
    for (let row = 0, o = 0; row < FACE_SIDE; row++) {
      for (let column = 0; column < FACE_SIDE; column++, o++) {
        const i = row * 2 * DETAIL_SIDE + column * 2;
        face[o] =
          ((detail[i] as number) +
            (detail[i + 1] as number) +
            (detail[i + DETAIL_SIDE] as number) +
            (detail[i + DETAIL_SIDE + 1] as number)) /
          4;
      }
    }
  }
}

/** The part of the picture that the canonical square, tilted as it is, lies in. */
function squareOf({ a, b, tx, ty }: Similarity): Box {
  const middle = (FACE_SIDE - 1) / 2;
  const reach = (Math.abs(a) + Math.abs(b)) * (middle + 1);
  const [x, y] = [(a - b) * middle + tx, (b + a) * middle + ty];
  return { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
}
