import { z } from "zod";
import { problemSchema } from "#contract/http.js";
import { hashSchema, slugSchema } from "#contract/identifiers.js";
import { periodSchema } from "#contract/period.js";

/** Of one file or request: 20 000 rows of counts as JSON. */
export const MOST_IMPORT_BYTES = 4 * 1_048_576;

const count = z.int().min(0).max(10_000_000);
const monthSchema = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, "expected a month such as 2026-10");

/**
 * The office's own running number: at most six digits, and the year if it likes. The pattern is narrow so that a dossier
 * code, a telephone number or an identity number put here is refused.
 */
export const runningNumberSchema = z
  .string()
  .regex(/^\d{1,6}(\/20\d{2})?$/, "expected the office's running number such as 128/2026, never a dossier code");

/** Counts of one month from the one-stop system, for a field or for one of its procedures. */
const importedCountsSchema = z.strictObject({
  month: monthSchema,
  field: slugSchema,
  procedure: slugSchema.nullable().default(null).describe("null: all procedures of the field together"),
  received: count.describe("dossiers received"),
  resolved: count.describe("dossiers resolved"),
  overdue: count.describe("of those resolved, after their due date"),
  complaints: count.describe("dossiers about which somebody complained"),
  disliked: count
    .nullable()
    .default(null)
    .describe("dossiers rated dissatisfied in the one-stop system, not among `complaints`; null: not counted there"),
});
export type ImportedCounts = z.infer<typeof importedCountsSchema>;

/** When a dossier is due and done, for letters of apology. No code and no name: they never enter. */
export const importedDueSchema = z.strictObject({
  reference: runningNumberSchema,
  procedure: slugSchema,
  due: z.iso.date(),
  done: z.iso.date().nullable().default(null),
});
export type ImportedDue = z.infer<typeof importedDueSchema>;

/** Points of one index of the 18-point sheet, in steps of a hundredth. */
const pointsSchema = z.number().min(0).max(2).multipleOf(0.01);
const importedPointsSchema = z.strictObject({
  period: periodSchema,
  index: z.int().min(1).max(9),
  self: pointsSchema.nullable().default(null).describe("what the office gives itself"),
  appraised: pointsSchema.nullable().default(null).describe("what the appraising authority gives"),
  evidence: z.string().max(500).default(""),
});
export type ImportedPoints = z.infer<typeof importedPointsSchema>;

export const IMPORT_KINDS = ["counts", "due", "points"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const MOST_IMPORTED_ROWS = 20_000;

const rowsOf = <T extends z.ZodType>(row: T) => z.array(row).min(1).max(MOST_IMPORTED_ROWS);
export const importRequestSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({ kind: z.literal("counts"), rows: rowsOf(importedCountsSchema) })
    .describe("replaces whole each month that it names"),
  z
    .strictObject({ kind: z.literal("due"), rows: rowsOf(importedDueSchema) })
    .describe("replaces rows of the same reference, and no others"),
  z
    .strictObject({ kind: z.literal("points"), rows: rowsOf(importedPointsSchema) })
    .describe("replaces whole each period that it names"),
]);
export type ImportRequest = z.infer<typeof importRequestSchema>;

export const importReplySchema = z.strictObject({
  kind: z.enum(IMPORT_KINDS),
  rows: z.int().min(1),
  periods: z.array(z.string()).describe("months, or periods of a sheet, that were replaced"),
  outcome: z.enum(["stored", "unchanged"]).describe("unchanged: exactly this was stored before"),
  sha256: hashSchema.describe("of the rows as they were understood"),
});
export type ImportReply = z.infer<typeof importReplySchema>;

/** What is wrong with one place of an import. Nothing of an import with a fault is stored. */
const importFaultSchema = z.strictObject({
  line: z.int().min(1).describe("of the file; of JSON the place of the row, from 1"),
  column: z.string().describe("the column's heading, or the row's key"),
  vi: z.string(),
  en: z.string(),
});
export type ImportFault = z.infer<typeof importFaultSchema>;
export const importProblemSchema = z.strictObject({
  ...problemSchema.shape,
  faults: z.array(importFaultSchema),
});

/** Of the figures that an import would replace, this many are named. */
export const MOST_SHOWN_CHANGES = 20;
/** What may be replaced: of counts, of due dates, of points. */
const IMPORTED_FIGURES = [
  ...(["received", "resolved", "overdue", "complaints", "disliked"] as const),
  ...(["procedure", "due", "done"] as const),
  ...(["self", "appraised", "evidence"] as const),
] as const;
export type ImportedFigure = (typeof IMPORTED_FIGURES)[number];

const wordsSchema = z.strictObject({ vi: z.string(), en: z.string() });
const figure = z.union([z.number(), z.string(), wordsSchema.describe("of a procedure its name")]);
const importChangeSchema = z.strictObject({
  line: z.int().min(1).describe("of the row that is brought; where none is, of the first of its month or period"),
  column: z.string().describe("the column's heading, or the row's key"),
  key: z.enum(IMPORTED_FIGURES).describe("what stands there, whatever the column is called"),
  period: z.string().nullable().describe("month, or period of a sheet; null: a due date"),
  vi: z.string().describe("the field and procedure, the index, or the running number and its procedure"),
  en: z.string(),
  held: figure,
  brought: figure.nullable().describe("null: nothing"),
  how: z
    .enum(["changed", "lost", "byProcedures"])
    .describe("lost: the row is not brought; byProcedures: held as a whole field, brought as the sum of procedures"),
});
export type ImportChange = z.infer<typeof importChangeSchema>;
/** Names one comparison of all that is held with what is brought. */
const comparisonSchema = z.string().regex(/^[0-9a-f]{12}$/, "expected the `replace` of a refusal, or all");
/** Whatever is held: for a program that nobody watches. */
export const REPLACE_ALL = "all";
/** The rows are right, but other figures are held. */
export const importConflictSchema = z.strictObject({
  ...problemSchema.shape,
  changes: z.array(importChangeSchema).max(MOST_SHOWN_CHANGES),
  more: z.int().min(0).describe("figures besides those in `changes`"),
  replace: comparisonSchema.describe("to be sent as `?replace=`: replaces exactly these, as long as they are held"),
});
export type ImportConflict = z.infer<typeof importConflictSchema>;

export const importQuerySchema = z.strictObject({
  replace: z
    .union([z.literal(REPLACE_ALL), comparisonSchema])
    .optional()
    .describe("of a refusal: what it named is replaced, if it still is what is held; all: whatever is held, unseen"),
});

export const importListSchema = z.strictObject({
  months: z.array(
    z.strictObject({
      month: monthSchema,
      rows: z.int().min(1),
      received: count,
      resolved: count,
      importedAt: z.string(),
    }),
  ),
  sheets: z.array(z.strictObject({ period: periodSchema, importedAt: z.string() })),
  due: z.strictObject({ rows: z.int().min(0), late: z.int().min(0), importedAt: z.string().nullable() }),
});
export type ImportList = z.infer<typeof importListSchema>;
