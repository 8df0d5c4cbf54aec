import type { Picture } from "#eye/face/picture.js";
import type { Rectangle } from "#eye/source/zone.js";

/** The grey level of what surrounds a picture that does not fill its frame: no line of a camera's picture is wholly of it. */
export const PADDING = 1;
const STEP = 4;

/** Where the camera's picture lies in the frame: one that is smaller, or of another shape, stands in its middle. */
export function contentOf({ rgb, width, height }: Picture): Rectangle {
  const isPadding = (x: number, y: number): boolean => {
    const i = (y * width + x) * 3;
    return rgb[i] === PADDING && rgb[i + 1] === PADDING && rgb[i + 2] === PADDING;
  };
  const left = margin(width, (x) => all(height, (y) => isPadding(x, y)));
  const top = margin(height, (y) => all(width, (x) => isPadding(x, y)));
  return { left, top, width: width - 2 * left, height: height - 2 * top };
}

/** As many lines as are padding on both sides; what is padding all over has none. */
function margin(size: number, isPadding: (at: number) => boolean): number {
  const most = (size - 1) >> 1;
  let n = 0;
  while (n < most && isPadding(n) && isPadding(size - 1 - n)) n++;
  return n === most ? 0 : n;
}

function all(size: number, holds: (at: number) => boolean): boolean {
  for (let at = 0; at < size; at += STEP) if (!holds(at)) return false;
  return true;
}
