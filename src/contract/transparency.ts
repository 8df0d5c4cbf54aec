import { z } from "zod";
import { agreementSchema } from "#contract/double-rating.js";
import { policySchema } from "#contract/policy.js";

const wordsSchema = z.strictObject({ vi: z.string(), en: z.string() });
const share = z.number().min(0).max(1);
const figureSchema = z
  .strictObject({ value: share, low: share, high: share })
  .describe("with its 90 % interval, on faces that the network has never seen");

/** What anyone may know of this ward's hub. */
export const transparencySchema = z.strictObject({
  office: z.strictObject({ name: wordsSchema.nullable(), contact: wordsSchema.nullable() }),
  policy: policySchema.pick({ consent: true, mode: true, k: true, grainMinutes: true, excludedProcedures: true }),
  retention: z.strictObject({
    contentMonths: z.int().nullable().describe("null: until the office erases them"),
    feedbackMonths: z.int(),
  }),
  model: z
    .strictObject({
      threeClasses: figureSchema.describe("negative, neutral, positive: how often the camera says what people say"),
      neutralCalledNegative: figureSchema,
      faces: z.int().min(1),
    })
    .nullable()
    .describe("as the model card has it; null: the card is not installed"),
  simulatedUntil: z.iso.date().nullable().describe("figures up to this day are made up; null: they are real"),
  agreement: agreementSchema.describe("of taps and the camera so far; only what was released"),
});
export type Transparency = z.infer<typeof transparencySchema>;

export const retentionSchema = z.strictObject({
  contentMonths: z.int().nullable(),
  feedbackMonths: z.int(),
  auditMonths: z.int(),
  erasures: z
    .array(
      z.strictObject({
        at: z.iso.datetime(),
        what: z.enum(["events", "feedback", "due", "audit"]),
        before: z.string(),
        count: z.int().min(0),
        chains: z.int().min(0).optional().describe("chains of events that were walked afterwards"),
        links: z.int().min(0).optional(),
        faults: z.int().min(0).optional().describe("0: every chain still holds"),
      }),
    )
    .describe("the newest first"),
  auditWhole: z.boolean(),
});
export type RetentionView = z.infer<typeof retentionSchema>;

/** `/transparency/settings.js`. */
export type TransparencySettings = {
  readonly edition: string;
  readonly words: Readonly<Record<string, z.infer<typeof wordsSchema>>>;
};
