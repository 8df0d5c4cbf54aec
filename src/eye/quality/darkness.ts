import type { Picture } from "#eye/face/picture.js";

const STEPS = 48;
/** A lamp or a screen in a dark room lights up no face. */
const MOST_BRIGHT = 0.02;

/** Whether hardly anything in the picture reaches a grey level: nobody could be seen in it. */
export function isDarkBelow(level: number, { rgb, width, height }: Picture): boolean {
  let bright = 0;
  for (let row = 0; row < STEPS; row++) {
    const y = Math.floor(((row + 0.5) * height) / STEPS);
    for (let column = 0; column < STEPS; column++) {
      const i = (y * width + Math.floor(((column + 0.5) * width) / STEPS)) * 3;
      const luma = 0.299 * (rgb[i] as number) + 0.587 * (rgb[i + 1] as number) + 0.114 * (rgb[i + 2] as number);
      if (luma >= level) bright++;
    }
  }
  return bright < MOST_BRIGHT * STEPS * STEPS;
}
