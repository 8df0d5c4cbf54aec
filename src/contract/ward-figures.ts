import { z } from "zod";

const count = z.int().min(0);
const share = z.number().min(0).max(1);

/** Parts of a day: before 9:00, to 11:30, to 15:00, after. */
export const bandSchema = z.enum(["early", "morning", "afternoon", "late"]);

/** Why nothing is said: fewer than k stand behind it (`few`), or nobody at all (`none`). */
const unsaid = [z.strictObject({ state: z.literal("few") }), z.strictObject({ state: z.literal("none") })] as const;

/** A share with its numerator; Wilson's 90 % interval. */
export const shareFigureSchema = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("shown"), hits: count, n: count, value: share, low: share, high: share }),
  ...unsaid,
]);
export type ShareFigure = z.infer<typeof shareFigureSchema>;

/** A mean of the camera's scores, 0 to 100; 90 % interval of Student's t. */
const meanFigureSchema = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("shown"),
    n: count,
    value: z.number().min(0).max(100),
    low: z.number().min(0).max(100),
    high: z.number().min(0).max(100),
  }),
  ...unsaid,
]);
export type MeanFigure = z.infer<typeof meanFigureSchema>;

/** What is said of any group of released cells: a period, a field, a procedure, a part of the day. */
export const groupFiguresSchema = z.strictObject({
  transactions: count.describe("scores + abstentions, released"),
  satisfaction: shareFigureSchema.describe("satisfied and very satisfied ÷ all taps"),
  camera: meanFigureSchema.describe("the camera's estimate: it describes those who did not tap, too"),
  cameraCoverage: shareFigureSchema.describe("transactions with a score ÷ transactions"),
  ratingCoverage: shareFigureSchema.describe("transactions with a tap ÷ transactions"),
});
export type GroupFigures = z.infer<typeof groupFiguresSchema>;

/** The same figure in two periods, and whether the difference is more than chance. */
export const differenceSchema = z.discriminatedUnion("verdict", [
  z.strictObject({ verdict: z.literal("unknown").describe("one of the two periods has too few") }),
  z.strictObject({
    verdict: z.enum(["rose", "fell", "noise"]),
    by: z.number().describe("now − before; shares in [−1, 1], means in points"),
    low: z.number().describe("90 % interval of the difference"),
    high: z.number(),
    p: share.describe("two-sided, after Holm's correction over all that were compared together"),
  }),
]);
export type Difference = z.infer<typeof differenceSchema>;

export const comparedShareSchema = z.strictObject({
  now: shareFigureSchema,
  before: shareFigureSchema,
  difference: differenceSchema,
});
export type ComparedShare = z.infer<typeof comparedShareSchema>;
export const comparedMeanSchema = z.strictObject({
  now: meanFigureSchema,
  before: meanFigureSchema,
  difference: differenceSchema,
});
export type ComparedMean = z.infer<typeof comparedMeanSchema>;
