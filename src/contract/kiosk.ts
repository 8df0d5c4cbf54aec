import { z } from "zod";
import { requestIdSchema, slugSchema } from "#contract/identifiers.js";

/** What the desk and its rating page say to each other. The page learns no score, and never what was tapped. */
const nameSchema = z.string().regex(/^[A-Za-z0-9_-]{16}$/, "expected 16 characters");
const visitSchema = nameSchema.describe("names the transaction to the page: neither its id nor its token");
const tapSchema = nameSchema.describe("names the last tap, so that what comes late does nothing to the next one");

export const kioskViewSchema = z.strictObject({
  screen: z.enum(["idle", "open", "undo", "thanks"]),
  visit: visitSchema.nullable(),
  mayRate: z.boolean().describe("false once this transaction has its rating"),
  tap: tapSchema.nullable().describe("the last tap, while it can be taken back or explained"),
  undoMs: z.int().min(0).nullable().describe("for how long it can still be taken back"),
  lamp: z.enum(["scoring", "advisory", "calibrating", "off"]),
  consent: z.enum(["ask", "running", "declined", "none"]).describe("what the citizen can say about the camera now"),
  feedback: visitSchema
    .nullable()
    .describe("the transaction that just closed, whose code a telephone may read off the screen"),
  edition: z
    .string()
    .describe("of the page's files and settings: another one means that the page is to be loaded anew"),
});
export type KioskView = z.infer<typeof kioskViewSchema>;

export const kioskStepsSchema = z.union([z.literal(3), z.literal(4), z.literal(5)]);
export type KioskSteps = z.infer<typeof kioskStepsSchema>;

export const kioskRatingSchema = z.strictObject({
  key: requestIdSchema.describe("the same for every attempt to send this tap"),
  visit: visitSchema.nullable(),
  step: z.strictObject({ value: z.int().min(1).max(5).describe("1 the worst"), of: kioskStepsSchema }),
});
export type KioskRating = z.infer<typeof kioskRatingSchema>;

export const kioskUndoSchema = z.strictObject({ tap: tapSchema });
export const kioskReasonSchema = z.strictObject({ tap: tapSchema, reason: slugSchema });
export const kioskConsentSchema = z.strictObject({ visit: visitSchema });
/** What it changed comes with the next view. */
export const kioskReplySchema = z.strictObject({ ok: z.literal(true) });

const wordsSchema = z.strictObject({ vi: z.string(), en: z.string() });
/** `/kiosk/settings.js`: everything that the page says, and how it asks. */
export type KioskSettings = {
  readonly edition: string;
  /** The best first, as they stand on the screen. */
  readonly steps: readonly { readonly value: number; readonly words: z.infer<typeof wordsSchema> }[];
  readonly reasons: readonly { readonly id: string; readonly words: z.infer<typeof wordsSchema> }[];
  readonly notice: z.infer<typeof wordsSchema>;
  readonly words: Readonly<Record<string, z.infer<typeof wordsSchema>>>;
};
