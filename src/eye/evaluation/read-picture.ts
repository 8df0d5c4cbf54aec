import sharp from "sharp";
import type { Picture } from "#eye/face/picture.js";

type Fit = { readonly width: number; readonly height: number; readonly fit: "cover" | "inside" };

const MAX_PIXELS = 100_000_000;

/**
 * A picture of any size, upright (EXIF), without transparency, in RGB. `cover`: exactly this size, what sticks out on two
 * sides is cut off; `inside`: at most this size. A picture of the right size keeps its pixels as they are.
 */
export async function readPicture(file: string, { width, height, fit }: Fit): Promise<Picture> {
  const { data, info } = await sharp(file, { limitInputPixels: MAX_PIXELS, failOn: "truncated" })
    .rotate()
    .resize(width, height, { fit, withoutEnlargement: fit === "inside" })
    .flatten()
    .toColourspace("srgb")
    .removeAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new TypeError(`${info.channels} channels, expected 3`);
  return { rgb: data, width: info.width, height: info.height };
}
