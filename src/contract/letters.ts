import { z } from "zod";
import { importedDueSchema, runningNumberSchema } from "#contract/imports.js";
import { REPORT_LANGUAGES } from "#contract/reports.js";

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
  language: z.enum(REPORT_LANGUAGES).default("vi"),
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
    .describe("dossiers past their due date, who waits longest first"),
});
export type LetterList = z.infer<typeof letterListSchema>;
