import sharp from "sharp";
import { MAX_PIXELS } from "#eye/source/still.js";

/** Grey levels of whatever picture begins these bytes, row by row; undefined when they are none. */
export async function greyLevels(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "none" }).greyscale().raw().toBuffer();
  } catch {
    return undefined;
  }
}
