import { z } from "zod";

/** Side of the square of coefficients: what is finer than a seventh of the zone's side cannot be told by them. */
export const COEFFICIENT_SIDE = 8;

/**
 * What the empty zone looks like, as far as 64 coarse numbers can say: enough to notice that the camera was moved, too
 * little to show a face (docs/adr/0010-a-background-of-64-numbers.md).
 */
export const backgroundSchema = z.strictObject({
  coefficients: z
    .array(z.int().min(-127).max(127))
    .length(COEFFICIENT_SIDE ** 2)
    .describe("lowest DCT-II terms of the zone's log grey levels, row by row; mean taken out, 16 ≙ their own RMS"),
  detail: z.number().min(0).max(1_000).describe("fine structure, ‰ of the mean grey level: dirt and defocus take it"),
  light: z.number().min(0).max(255).describe("mean grey level"),
  extent: z
    .strictObject({ width: z.number().gt(0).max(1), height: z.number().gt(0).max(4) })
    .describe("of the zone, in widths of the whole picture"),
  frames: z.int().min(1).describe("averaged"),
});
export type Background = z.infer<typeof backgroundSchema>;
