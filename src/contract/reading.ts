import { z } from "zod";
import { probabilitiesSchema } from "#contract/expression.js";

/** Why a frame gave no expression (design 5.1). */
export const READING_REASONS = [
  "no_face",
  "too_small",
  "pose",
  "blur",
  "dark",
  "glare",
  "unreadable",
  "several_faces",
  "person_changed",
  "static_image",
  "over_budget",
] as const;
export const readingReasonSchema = z.enum(READING_REASONS);
export type ReadingReason = z.infer<typeof readingReasonSchema>;

/** Measured on the bound face. Pixels are those of the analysed picture; angles in degrees, 0 = frontal. */
const qualitySchema = z.strictObject({
  faceWidth: z.number().min(0).describe("face box width, px"),
  interEye: z.number().min(0).describe("distance between the eyes, px"),
  yaw: z.number().min(-180).max(180).describe("> 0: the face turns to image right"),
  pitch: z.number().min(-180).max(180).describe("> 0: the face looks down"),
  roll: z.number().min(-180).max(180).describe("> 0: image-counter-clockwise"),
  sharpness: z.number().min(0).describe("variance of the Laplacian on the aligned face, grey levels²"),
  luminance: z.number().min(0).max(255).describe("mean grey level of the aligned face"),
  contrast: z.number().min(0).max(255).describe("grey levels between the 5th and 95th percentile"),
  unreadable: z.number().min(0).max(1).describe("probability that a person would not call an expression here"),
  weight: z.number().min(0).max(1).describe("what the window weighs this reading with"),
});
export type Quality = z.infer<typeof qualitySchema>;

const at = {
  t: z
    .number()
    .min(0)
    .describe("capture time, ms on the machine's monotonic clock (offline: ms from the start of the clip)"),
  latencyMs: z.number().min(0).describe("frame available → reading"),
};

/** One expression, or one reason why not, at one time. */
export const readingSchema = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("expression"),
    ...at,
    probabilities: probabilitiesSchema,
    quality: qualitySchema,
  }),
  z.strictObject({ outcome: z.literal("none"), ...at, reason: readingReasonSchema, quality: qualitySchema.optional() }),
]);
export type Reading = z.infer<typeof readingSchema>;
