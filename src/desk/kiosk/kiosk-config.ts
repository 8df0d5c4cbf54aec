import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { kioskStepsSchema } from "#contract/kiosk.js";

const text = z.string().trim().min(1).max(60);
const reasonSchema = z.strictObject({ id: slugSchema, vi: text, en: text });

export const kioskSchema = z.strictObject({
  enabled: z.boolean().default(true).describe("serve the rating page at /kiosk, on this machine only"),
  steps: kioskStepsSchema.default(3),
  reasons: z
    .array(reasonSchema)
    .max(6)
    .refine((reasons) => new Set(reasons.map(({ id }) => id)).size === reasons.length, "expected each id once")
    .default([])
    .describe("offered after every tap, whatever was tapped; none: the page asks nothing more"),
});
export type KioskConfig = z.infer<typeof kioskSchema>;
