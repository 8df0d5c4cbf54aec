import type { Picture } from "#eye/face/picture.js";
import type { Rectangle } from "#eye/source/zone.js";

const BLACK = 2;
const STEP = 4;

/**
 * Where the camera's picture lies in the frame: one that is smaller, or of another shape, stands in the middle of black
 * (`placeInFrame`), and that border would say at every check that nothing has moved.
 */
export function contentOf({ rgb, width, height }: Picture): Rectangle {
  const isBlack = (x: number, y: number): boolean => {
    const i = (y * width + x) * 3;
    return (rgb[i] as number) <= BLACK && (rgb[i + 1] as number) <= BLACK && (rgb[i + 2] as number) <= BLACK;
  };
  const emptyColumn = (x: number): boolean => all(height, (y) => isBlack(x, y));
  const emptyRow = (y: number): boolean => all(width, (x) => isBlack(x, y));
  const left = margin(width, emptyColumn);
  const top = margin(height, emptyRow);
  return { left, top, width: width - 2 * left, height: height - 2 * top };
}

/** As many lines as are empty on both sides; of a picture that is black all over, none. */
function margin(size: number, isEmpty: (at: number) => boolean): number {
  const most = (size - 1) >> 1;
  let n = 0;
  while (n < most && isEmpty(n) && isEmpty(size - 1 - n)) n++;
  return n === most ? 0 : n;
}

function all(size: number, holds: (at: number) => boolean): boolean {
  for (let at = 0; at < size; at += STEP) if (!holds(at)) return false;
  return true;
}
