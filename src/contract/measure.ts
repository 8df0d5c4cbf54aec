import { z } from "zod";
import { readingSchema } from "#contract/reading.js";

const share = z.number().min(0).max(1);
const grey = z.number().min(0).max(255);

/** Shares of the whole picture, whatever the zone is. */
const boxSchema = z.strictObject({
  x: z.number().min(-1).max(2),
  y: z.number().min(-1).max(2),
  width: z.number().min(0).max(2),
  height: z.number().min(0).max(2),
});

/** What the eye measures on one frame while a technician calibrates: numbers, never pixels or landmarks. */
export const measureSchema = z.strictObject({
  reading: readingSchema.describe("as a window would get it: the first steady face since the last `measure` is bound"),
  faces: z
    .array(
      z.strictObject({
        box: boxSchema,
        inside: share.describe("of its box, in the zone and not excluded"),
        atEdge: z.boolean().describe("within a quarter of its width of the zone's side or of what is excluded"),
      }),
    )
    .max(8)
    .describe("every convincing face in the frame"),
  face: z
    .strictObject({
      box: boxSchema,
      glare: share.describe("saturated pixels of the face"),
      behind: z.strictObject({ luminance: grey, saturated: share }).describe("what stands around it"),
      speed: z.number().min(0).describe("face widths per second since the frame before"),
    })
    .optional()
    .describe("more about the face of `reading.quality`"),
  picture: z.strictObject({
    width: z.int().min(1).describe("of the whole picture as it is analysed, px"),
    luminance: grey.describe("mean of the zone"),
    saturated: share,
    flicker: z.number().min(0).max(100).describe("% by which bands of rows differ from the picture before"),
    histogram: z.array(share).length(16).describe("of the zone's grey levels, dark to bright: shares of it"),
    upsideDown: z.boolean().describe("faces are surer when the picture is turned by 180°"),
    repeated: z.boolean().describe("the same to the bit as the picture before"),
  }),
  source: z.strictObject({
    pictures: z.int().min(0).describe("that arrived since `measure`, analysed or not"),
    gapMs: z.number().min(0).describe("longest silence between two of them since the measure before"),
    reconnects: z.int().min(0),
  }),
});
export type Measure = z.infer<typeof measureSchema>;
