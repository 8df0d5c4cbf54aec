import jsqr from "jsqr";
import type { Locator } from "playwright-core";
import sharp from "sharp";

/** What a telephone reads off a picture on a page, as it is shown. */
export async function readQr(picture: Locator): Promise<string | undefined> {
  await picture.evaluate("(image) => image.decode()");
  const { data, info } = await sharp(await picture.screenshot())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const decode = jsqr as unknown as typeof jsqr.default;
  return decode(new Uint8ClampedArray(data), info.width, info.height)?.data;
}
