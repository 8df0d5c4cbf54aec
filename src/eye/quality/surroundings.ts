import type { Box } from "#eye/face/face.js";
import type { Picture } from "#eye/face/picture.js";

/** What stands behind a face: its mean grey level and the share of it that is blown out. */
export type Surroundings = { readonly luminance: number; readonly saturated: number };

const STEPS = 24;
/** Reaches 1.2 face widths to each side and above; the face, its hair and the body below are left out. */
const REACH = 1.2;
const SATURATED = 245;

export function surroundings({ rgb, width, height }: Picture, box: Box): Surroundings {
  let [n, sum, saturated] = [0, 0, 0];
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  for (let row = 0; row <= STEPS; row++) {
    const v = -REACH + (row / STEPS) * (REACH + 0.5);
    const y = Math.round(cy + v * box.height);
    if (y < 0 || y >= height) continue;
    for (let column = 0; column <= STEPS; column++) {
      const u = -REACH + (column / STEPS) * 2 * REACH;
      const x = Math.round(cx + u * box.width);
      if (x < 0 || x >= width || (Math.abs(u) < 0.7 && v > -0.9)) continue;
      const i = (y * width + x) * 3;
      const level = 0.299 * (rgb[i] as number) + 0.587 * (rgb[i + 1] as number) + 0.114 * (rgb[i + 2] as number);
      sum += level;
      if (level >= SATURATED) saturated++;
      n++;
    }
  }
  return n === 0 ? { luminance: 0, saturated: 0 } : { luminance: sum / n, saturated: saturated / n };
}
