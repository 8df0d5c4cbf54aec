import { FACE_SIDE, type Similarity } from "#eye/face/align.js";
import type { Picture } from "#eye/face/picture.js";

export const DETAIL_SIDE = 2 * FACE_SIDE;
const MOST_TAPS = 6;

/**
 * One face, upright and of canonical size, in grey levels 0–255: `detail` 96 × 96 for sharpness, `face` 48 × 48 (its
 * means of 2 × 2) for the network. The two buffers are overwritten by the next face.
 */
export class AlignedFace {
  readonly detail = new Float32Array(DETAIL_SIDE * DETAIL_SIDE);
  readonly face = new Float32Array(FACE_SIDE * FACE_SIDE);

  /** Each pixel is the mean of as many picture points as it covers, so that a large face does not alias. */
  sample(picture: Picture, { a, b, tx, ty }: Similarity): void {
    const step = Math.hypot(a, b) / 2;
    const taps = Math.min(MOST_TAPS, Math.max(1, Math.round(step)));
    const [du, dv] = [a / 2 / taps, b / 2 / taps];
    const { detail } = this;
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
          for (let p = -inner; p <= inner; p++) sum += grey(picture, x + p * du - q * dv, y + p * dv + q * du);
        }
        detail[o] = sum / (taps * taps);
      }
    }
    this.#halve();
  }

  clear(): void {
    this.detail.fill(0);
    this.face.fill(0);
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

/** ITU-R BT.601 luma between four pixels; the border goes on beyond the edges. */
function grey({ rgb, width, height }: Picture, x: number, y: number): number {
  const cx = Math.min(width - 1, Math.max(0, x));
  const cy = Math.min(height - 1, Math.max(0, y));
  const x0 = cx | 0;
  const y0 = cy | 0;
  const fx = cx - x0;
  const fy = cy - y0;
  const i = (y0 * width + x0) * 3;
  const right = x0 < width - 1 ? 3 : 0;
  const below = y0 < height - 1 ? width * 3 : 0;
  const upper = luma(rgb, i) * (1 - fx) + luma(rgb, i + right) * fx;
  const lower = luma(rgb, i + below) * (1 - fx) + luma(rgb, i + below + right) * fx;
  return upper * (1 - fy) + lower * fy;
}

const luma = (rgb: Uint8Array, i: number): number =>
  0.299 * (rgb[i] as number) + 0.587 * (rgb[i + 1] as number) + 0.114 * (rgb[i + 2] as number);
