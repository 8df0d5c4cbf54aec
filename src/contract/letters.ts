import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { importedDueSchema, runningNumberSchema } from "#contract/imports.js";

export const LETTER_KINDS = ["apology", "birth", "marriage", "condolence"] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/**
 * A page to print. Names are written by hand, or typed into the open page before it is printed: they are not part of any
 * request, so that the hub never has them.
 */
export const letterRequestSchema = z.strictObject({
  reference: runningNumberSchema
    .optional()
    .describe("of an imported due date; an apology only. Without it that place is left blank too"),
});

export const letterListSchema = z.strictObject({
  kinds: z.array(z.enum(LETTER_KINDS)),
  late: z
    .array(
      z.strictObject({
        ...importedDueSchema.shape,
        done: z.iso.date().nullable(),
        procedureName: z.strictObject({ vi: z.string(), en: z.string() }),
        daysLate: z.int().min(1),
      }),
    )
    .describe("dossiers past their due date, the latest first"),
  procedures: z.array(slugSchema).describe("of which due dates were imported"),
});
export type LetterList = z.infer<typeof letterListSchema>;
