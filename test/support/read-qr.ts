import jsqr from "jsqr";
import type { Locator } from "playwright-core";
import sharp from "sharp";

/** As near as a telephone is held: jsQR misses some codes whose squares are few and uneven pixels wide. */
const NEARER = [1, 2, 3] as const;

/** What a telephone reads off a picture on a page, as it is shown. */
export async function readQr(picture: Locator): Promise<string | undefined> {
  await picture.evaluate("(image) => image.decode()");
  const shown = await picture.screenshot();
  const { width = 0 } = await sharp(shown).metadata();
  const decode = jsqr as unknown as typeof jsqr.default;
  for (const times of NEARER) {
    const { data, info } = await sharp(shown)
      .resize({ width: width * times })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const read = decode(new Uint8ClampedArray(data), info.width, info.height)?.data;
    if (read !== undefined) return read;
  }
  return undefined;
}
