import type { Box } from "#eye/face/face.js";
import type { Picture } from "#eye/face/picture.js";

/** What stands behind a face: its mean grey level and the share of it that is blown out. */
export type Surroundings = { readonly luminance: number; readonly saturated: number };

const STEPS = 24;
/** Reaches 1.2 face widths to each side and above; the face, its hair and the body below are left out. */
const REACH = 1.2;
const SATURATED = 245;
/** Light beyond what the camera can tell has no shades. Its white may lie lower where a picture was dimmed afterwards. */
const PLATEAU = { dimmest: 200, reach: 1, share: 0.6 };

export function surroundings({ rgb, width, height }: Picture, box: Box): Surroundings {
  const histogram = new Uint16Array(256);
  let [n, sum] = [0, 0];
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
      const bin = Math.round(level);
      histogram[bin] = (histogram[bin] as number) + 1;
      n++;
    }
  }
  if (n === 0) return { luminance: 0, saturated: 0 };
  return { luminance: sum / n, saturated: Math.max(countFrom(histogram, SATURATED) / n, plateau(histogram, n)) };
}

/** The share of one bright level, wherever it covers most of what is behind; else 0. */
function plateau(histogram: Uint16Array, n: number): number {
  let upper = 0;
  let top = histogram.length;
  while (top > 0 && upper < n / 4) upper += histogram[--top] as number;
  if (top < PLATEAU.dimmest) return 0;
  const share = (countFrom(histogram, top - PLATEAU.reach) - countFrom(histogram, top + PLATEAU.reach + 1)) / n;
  return share >= PLATEAU.share ? share : 0;
}

function countFrom(histogram: Uint16Array, level: number): number {
  let count = 0;
  for (let bin = level; bin < histogram.length; bin++) count += histogram[bin] as number;
  return count;
}
