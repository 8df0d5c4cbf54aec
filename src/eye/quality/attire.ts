import type { Box } from "#eye/face/face.js";
import type { Picture } from "#eye/face/picture.js";

/**
 * Mean colour of what is worn below the chin: three shares of its brightness, then the logarithm of its brightness over
 * the face's, so that a cloud or the camera's exposure, which change both, change nothing.
 */
export type Attire = readonly [number, number, number, number];

const STEP = 3;
/** Added to what is divided, grey levels: black cloth has no colour of its own, and a camera's black level wanders. */
const FLOOR = 24;

export function attireBelow(picture: Picture, box: Box, faceLuminance: number): Attire | undefined {
  const { rgb, width, height } = picture;
  const left = Math.max(0, Math.round(box.x)) | 0;
  const right = Math.min(width, Math.round(box.x + box.width)) | 0;
  const top = Math.max(0, Math.round(box.y + box.height * 1.25)) | 0;
  const bottom = Math.min(height, Math.round(box.y + box.height * 1.75)) | 0;
  let [n, r, g, b] = [0, 0, 0, 0];
  for (let y = top; y < bottom; y += STEP) {
    for (let x = left; x < right; x += STEP, n++) {
      const i = (y * width + x) * 3;
      r += rgb[i] as number;
      g += rgb[i + 1] as number;
      b += rgb[i + 2] as number;
    }
  }
  if (n < 20) return undefined;
  const level = (r + g + b) / n / 3 + FLOOR;
  return [r / n / level, g / n / level, b / n / level, Math.log(level / (faceLuminance + FLOOR))];
}

export const attireDistance = (a: Attire, b: Attire): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) + Math.abs(a[3] - b[3]) / 2;
