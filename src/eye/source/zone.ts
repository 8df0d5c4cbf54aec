import { z } from "zod";

const share = z.number().min(0).max(1);

/** A rectangle as shares of the picture, from its upper left corner. */
export const zoneSchema = z
  .strictObject({
    x: share.default(0.25),
    y: share.default(0),
    width: z.number().min(0.05).max(1).default(0.5),
    height: z.number().min(0.05).max(1).default(1),
  })
  .refine((zone) => zone.x + zone.width <= 1 + ROUNDING, {
    path: ["width"],
    error: "x + width expected to be at most 1: the zone ends outside the picture",
  })
  .refine((zone) => zone.y + zone.height <= 1 + ROUNDING, {
    path: ["height"],
    error: "y + height expected to be at most 1: the zone ends outside the picture",
  });
export type Zone = z.infer<typeof zoneSchema>;

/** 0.3 + 0.7 must not be refused for its last bit. */
const ROUNDING = 1e-9;

export type Size = { readonly width: number; readonly height: number };
export type Rectangle = Size & { readonly left: number; readonly top: number };

/** The frame that every picture becomes: the zone's share of the analysed size, whatever the camera delivers. */
export function frameSize(size: Size, zone: Zone): Size {
  return {
    width: Math.max(1, Math.round(size.width * zone.width)),
    height: Math.max(1, Math.round(size.height * zone.height)),
  };
}

/** The zone on a picture of this size, in whole pixels and never outside it. */
export function zonePixels(picture: Size, zone: Zone): Rectangle {
  const left = Math.min(picture.width - 1, Math.round(zone.x * picture.width));
  const top = Math.min(picture.height - 1, Math.round(zone.y * picture.height));
  const right = Math.min(picture.width, Math.round((zone.x + zone.width) * picture.width));
  const bottom = Math.min(picture.height, Math.round((zone.y + zone.height) * picture.height));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** Where a cropped picture lies in the frame: aspect kept, never enlarged (a face's pixels stay honest), centred. */
export function placeInFrame(cropped: Size, frame: Size): Rectangle {
  const scale = Math.min(1, frame.width / cropped.width, frame.height / cropped.height);
  const width = Math.max(1, Math.min(frame.width, Math.round(cropped.width * scale)));
  const height = Math.max(1, Math.min(frame.height, Math.round(cropped.height * scale)));
  return { left: (frame.width - width) >> 1, top: (frame.height - height) >> 1, width, height };
}
