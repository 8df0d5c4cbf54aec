import { z } from "zod";

const share = z.number().min(0).max(1);

const corner = z.tuple([share, share]);
/** A polygon as shares of the picture, corner by corner: [x, y]. */
export const outlineSchema = z
  .array(corner)
  .min(3)
  .max(16)
  .refine((outline) => !crossesItself(outline), { error: "expected an outline whose edges do not cross" });
export type Outline = z.infer<typeof outlineSchema>;

const LEAST = 0.05;

/** A rectangle from its upper left corner, or a polygon within its own rectangle; shares of the picture. */
export const zoneSchema = z
  .strictObject({
    x: share.optional(),
    y: share.optional(),
    width: z.number().min(LEAST).max(1).optional(),
    height: z.number().min(LEAST).max(1).optional(),
    polygon: outlineSchema.optional(),
  })
  .refine(({ polygon, ...sides }) => polygon === undefined || Object.keys(sides).length === 0, {
    path: ["polygon"],
    error: "expected either x, y, width and height, or a polygon",
  })
  .transform(
    ({ polygon, x = 0.25, y = 0, width = 0.5, height = 1 }): Zone =>
      polygon ? { ...boundsOf(polygon), polygon } : { x, y, width, height },
  )
  .refine((zone) => zone.x + zone.width <= 1 + ROUNDING, {
    path: ["width"],
    error: "x + width expected to be at most 1: the zone ends outside the picture",
  })
  .refine((zone) => zone.y + zone.height <= 1 + ROUNDING, {
    path: ["height"],
    error: "y + height expected to be at most 1: the zone ends outside the picture",
  })
  .refine((zone) => zone.width >= LEAST && zone.height >= LEAST, {
    path: ["polygon"],
    error: "expected a polygon that is not narrower than 0.05",
  });
/** `polygon`: only what lies in it is analysed; the rectangle is the smallest around it. */
export type Zone = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly polygon?: Outline;
};

function boundsOf(outline: Outline): Zone {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The zone as a polygon, whatever it was given as. */
export const outlineOf = ({ x, y, width, height, polygon }: Zone): Outline =>
  polygon ?? [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];

type Corner = z.infer<typeof corner>;

function crossesItself(outline: readonly Corner[]): boolean {
  const edges = outline.map((from, i) => ({ from, to: outline[(i + 1) % outline.length] as Corner }));
  return edges.some((a, i) =>
    edges.some((b, j) => {
      const neighbours = (i + 1) % edges.length === j || (j + 1) % edges.length === i;
      return i < j && !neighbours && cross(a, b);
    }),
  );
}

type Edge = { readonly from: Corner; readonly to: Corner };

const cross = (a: Edge, b: Edge): boolean =>
  side(a, b.from) * side(a, b.to) <= 0 && side(b, a.from) * side(b, a.to) <= 0;

const side = ({ from, to }: Edge, [x, y]: Corner): number =>
  Math.sign((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]));

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
