import sharp from "sharp";
import type { Area } from "#eye/source/blanking.js";
import { PADDING } from "#eye/source/content.js";
import { placeInFrame, type Rectangle, type Size, type Zone, zonePixels } from "#eye/source/zone.js";
import { AppError, messageOf } from "#platform/errors.js";

/** Two 4K pictures: what claims to be larger is not decoded. */
export const MAX_PIXELS = 2 * 3840 * 2160;

export type StillLayout = {
  readonly zone: Zone;
  readonly size: Size;
  readonly frame: Size;
  readonly blanked: readonly Area[];
};

/** Many cameras' pictures carry stray bytes that a decoder warns of: only a picture that breaks off is refused. */
const FAIL_ON = "truncated";

/** sharp keeps decoded pictures for reuse and spreads over cores by default: neither is wanted here. */
export function quietSharp(): void {
  sharp.cache(false);
  sharp.concurrency(1);
}

/**
 * Decodes one still into `rgb` (the frame's size): the zone is cut out first, then scaled down to what the analysed
 * size leaves for it, as the video path does. Throws `camera.garbage`.
 */
export async function decodeStill(bytes: Uint8Array, layout: StillLayout, rgb: Uint8Array): Promise<void> {
  try {
    const open = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: FAIL_ON, sequentialRead: true });
    const { width, height } = await open().metadata();
    const zone = zonePixels({ width, height }, layout.zone);
    const place = placeInFrame(zone, layout.frame);
    const pixels = await open()
      .extract(zone)
      .resize(place.width, place.height, { fit: "fill", kernel: "linear", fastShrinkOnLoad: false })
      .flatten()
      .toColourspace("srgb")
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (const area of layout.blanked) blank(pixels.data, place, area);
    copyInto(rgb, layout.frame, pixels.data, { ...place, channels: pixels.info.channels });
  } catch (error) {
    throw new AppError("camera.garbage", `a picture that cannot be decoded (${firstLine(messageOf(error))})`, {
      cause: error,
    });
  }
}

const firstLine = (text: string): string => (text.split("\n")[0] ?? "").slice(0, 120);

function blank(pixels: Uint8Array, { width, height }: Rectangle, { left, top, right, bottom }: Area): void {
  const [from, to] = [Math.floor(left * width), Math.ceil(right * width)];
  for (let row = Math.floor(top * height); row < Math.ceil(bottom * height); row++)
    pixels.fill(0, (row * width + from) * 3, (row * width + to) * 3);
}

type Placed = { left: number; top: number; width: number; height: number; channels: number };

function copyInto(rgb: Uint8Array, frame: Size, pixels: Uint8Array, placed: Placed): void {
  if (placed.channels !== 3) throw new Error(`${placed.channels} channels`);
  if (placed.width !== frame.width || placed.height !== frame.height) rgb.fill(PADDING);
  const rowBytes = placed.width * 3;
  for (let row = 0; row < placed.height; row++) {
    rgb.set(
      pixels.subarray(row * rowBytes, (row + 1) * rowBytes),
      ((placed.top + row) * frame.width + placed.left) * 3,
    );
  }
}
