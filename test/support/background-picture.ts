import { type Background, COEFFICIENT_SIDE } from "#contract/background.js";
import type { Picture } from "#eye/face/picture.js";

/** All that 64 coefficients can show, in full contrast: what someone who reads the desk's disk could make of them. */
export function pictureOf({ coefficients }: Background, { width, height }: { width: number; height: number }): Picture {
  const levels = new Float64Array(width * height);
  coefficients.forEach((term, i) => {
    const [u, v] = [i % COEFFICIENT_SIDE, Math.floor(i / COEFFICIENT_SIDE)];
    const scaled = term * (u === 0 ? Math.SQRT1_2 : 1) * (v === 0 ? Math.SQRT1_2 : 1);
    for (let y = 0; y < height; y++) {
      const row = scaled * Math.cos((Math.PI * v * (y + 0.5)) / height);
      for (let x = 0; x < width; x++) {
        levels[y * width + x] = (levels[y * width + x] as number) + row * Math.cos((Math.PI * u * (x + 0.5)) / width);
      }
    }
  });
  const [least, most] = levels.reduce(([a, b], level) => [Math.min(a, level), Math.max(b, level)], [0, 0]);
  const rgb = new Uint8Array(width * height * 3);
  levels.forEach((level, i) => {
    rgb.fill(Math.round((255 * (level - least)) / (most - least || 1)), 3 * i, 3 * i + 3);
  });
  return { rgb, width, height };
}
