import { z } from "zod";
import { agreementSchema, integritySchema } from "#contract/double-rating.js";
import { slugSchema } from "#contract/identifiers.js";
import { RATINGS } from "#contract/rating-scale.js";
import { REJECTION_REASONS } from "#contract/rejection.js";
import {
  bandSchema,
  comparedMeanSchema,
  comparedShareSchema,
  groupFiguresSchema,
  shareFigureSchema,
} from "#contract/ward-figures.js";

const count = z.int().min(0);
const leastKSchema = z
  .int()
  .min(1)
  .describe("each released cell that is added up here holds at least so many; smaller than `k` if k was raised since");
const wordsSchema = z.strictObject({ vi: z.string(), en: z.string() });

export const monthSchema = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, "expected a month such as 2026-10")
  .describe("local time");
const MOST_MONTHS = 36;

/** Months since year 0: what a span is measured by. */
export const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

const spanShape = {
  from: monthSchema.describe("first month"),
  to: monthSchema.describe("last month, included"),
};
type Span = { readonly from: string; readonly to: string };
const inOrder = ({ from, to }: Span): boolean => from <= to;
const notTooLong = ({ from, to }: Span): boolean => monthNumber(to) - monthNumber(from) < MOST_MONTHS;
const orderIssue = { path: ["to"], message: "expected a month that is not before `from`" };
const lengthIssue = { path: ["to"], message: `expected ${MOST_MONTHS} months at most` };

export const spanQuerySchema = z.strictObject(spanShape).refine(inOrder, orderIssue).refine(notTooLong, lengthIssue);
export type SpanQuery = z.infer<typeof spanQuerySchema>;

export const GROUPINGS = ["field", "procedure", "band"] as const;
const STEPS = ["week", "month", "quarter"] as const;
export const trendsQuerySchema = z
  .strictObject({
    ...spanShape,
    by: z.enum(STEPS).default("month"),
    field: slugSchema.optional().describe("of this field alone"),
    procedure: slugSchema.optional().describe("of this procedure alone"),
    band: bandSchema.optional().describe("of this part of the day alone"),
  })
  .refine(inOrder, orderIssue)
  .refine(notTooLong, lengthIssue)
  .refine((query) => GROUPINGS.filter((one) => query[one] !== undefined).length <= 1, {
    path: ["procedure"],
    message: "expected one of field, procedure and band at most",
  });
export type TrendsQuery = z.infer<typeof trendsQuerySchema>;
export type TrendStep = (typeof STEPS)[number];

export const breakdownQuerySchema = z
  .strictObject({ ...spanShape, by: z.enum(GROUPINGS).default("field") })
  .refine(inOrder, orderIssue)
  .refine(notTooLong, lengthIssue);
export type Grouping = (typeof GROUPINGS)[number];

/** What is stored of a span and in no released cell yet. */
const withheldSchema = z.strictObject({ transactions: count, ratings: count });

/** Which months have anything released: where a page starts. */
export const periodsViewSchema = z.strictObject({
  received: z.boolean().describe("something of these three years is there, be it released or not"),
  first: monthSchema.nullable(),
  last: monthSchema.nullable(),
  today: z.iso.date().describe("local"),
  ward: slugSchema,
  office: wordsSchema.nullable().describe("as citizens know it; null: not set"),
  k: z.int().min(1).describe("the least that a figure stands for"),
  simulatedUntil: z.iso.date().nullable().describe("figures up to this day are made up; null: they are real"),
  leastK: leastKSchema,
});
export type PeriodsView = z.infer<typeof periodsViewSchema>;

export const overviewSchema = z.strictObject({
  ...spanShape,
  ward: slugSchema,
  k: z.int().min(1).describe("the least that a figure stands for"),
  leastK: leastKSchema,
  releasedAt: z.string().nullable().describe("when the newest cell of the span was released, rounded UTC"),
  figures: groupFiguresSchema,
  ratings: z.record(z.enum(RATINGS), count).nullable().describe("taps by level; null where fewer than k"),
  ratedDossiers: z
    .strictObject({ ratings: count, dossiers: z.int().min(1) })
    .nullable()
    .describe("taps ÷ dossiers that the one-stop system counted; null without an import"),
  abstentions: z
    .array(z.strictObject({ reason: z.string(), n: count, share: shareFigureSchema }))
    .describe("of the transactions, the commonest first"),
  withheld: withheldSchema,
});
export type Overview = z.infer<typeof overviewSchema>;

export const trendsSchema = z.strictObject({
  ...spanShape,
  by: z.enum(STEPS),
  only: z
    .strictObject({ by: z.enum(GROUPINGS), key: z.string() })
    .nullable()
    .describe("the field, procedure or part of the day that it is of; null: of the whole ward"),
  k: z.int().min(1),
  leastK: leastKSchema,
  points: z.array(
    z.strictObject({
      start: z.iso.date().describe("first day, local"),
      end: z.iso.date().describe("last day"),
      figures: groupFiguresSchema,
    }),
  ),
  weekless: count.describe("by week only: released transactions whose cell names a month and no week"),
  withheld: withheldSchema,
});
export type Trends = z.infer<typeof trendsSchema>;

export const breakdownSchema = z.strictObject({
  ...spanShape,
  by: z.enum(GROUPINGS),
  k: z.int().min(1),
  leastK: leastKSchema,
  rows: z.array(
    z.strictObject({
      key: z.string().nullable().describe("null: cells that hold several together, so that nobody stands alone"),
      field: z.string().nullable().describe("of a procedure"),
      name: wordsSchema.nullable().describe("by the catalogue; null: the key stands for itself"),
      figures: groupFiguresSchema,
    }),
  ),
  withheld: withheldSchema,
});
export type Breakdown = z.infer<typeof breakdownSchema>;

export const agreementViewSchema = z.strictObject({
  ...spanShape,
  k: z.int().min(1),
  leastK: leastKSchema,
  recallFloor: z.number().min(0).max(1),
  agreement: agreementSchema,
});
export type AgreementView = z.infer<typeof agreementViewSchema>;

const evidence = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("share"), compared: comparedShareSchema }),
  z.strictObject({ of: z.literal("count"), n: count }),
  z.strictObject({ of: z.literal("none") }),
]);
export const NOTE_CODES = [
  "satisfaction_fell",
  "satisfaction_rose",
  "satisfaction_within_noise",
  "camera_coverage_fell",
  "rating_coverage_fell",
  "abstention_grew",
  "counters_need_technician",
  "counters_offline",
  "mode_suspended",
  "support_for_suspension",
  "chains_have_gaps",
  "nothing_released",
] as const;
/** One sentence of "what changed and what to look at"; the page has its words, this has its evidence. */
const noteSchema = z.strictObject({
  code: z.enum(NOTE_CODES),
  tone: z.enum(["act", "look", "good", "calm"]).describe("act: somebody has to do something"),
  subject: z.string().nullable().describe("a field, a reason, or counters; never a person"),
  name: wordsSchema.nullable(),
  evidence,
});
export type Note = z.infer<typeof noteSchema>;

export const notesViewSchema = z.strictObject({
  ...spanShape,
  before: z.strictObject(spanShape),
  k: z.int().min(1),
  notes: z.array(noteSchema),
  whole: z
    .strictObject({
      satisfaction: comparedShareSchema,
      camera: comparedMeanSchema,
      cameraCoverage: comparedShareSchema,
      ratingCoverage: comparedShareSchema,
    })
    .describe("the ward as a whole"),
  fields: z
    .array(
      z.strictObject({
        field: z.string().nullable(),
        name: wordsSchema.nullable(),
        satisfaction: comparedShareSchema,
        camera: comparedMeanSchema,
      }),
    )
    .describe("every field, so that what did not change can be seen too"),
});
export type NotesView = z.infer<typeof notesViewSchema>;

const rejectionSchema = z.enum(REJECTION_REASONS);
const refusalSchema = z.strictObject({
  day: z.iso.date().describe("local"),
  reason: rejectionSchema,
  counter: slugSchema.nullable().describe("null: nothing vouches for one, or it was one of too many that day"),
  device: z.string().nullable(),
  n: z.int().min(1),
});
export type Refusal = z.infer<typeof refusalSchema>;
const gapNoteSchema = z.strictObject({
  counter: slugSchema.nullable(),
  device: z.string(),
  from: z.int(),
  to: z.int(),
  seen: z.string().describe("rounded UTC"),
  healed: z.string().nullable().describe("when all of it had come, rounded UTC; null: it is missing still"),
});
export type GapNote = z.infer<typeof gapNoteSchema>;

export const integrityViewSchema = z.strictObject({
  ...spanShape,
  integrity: integritySchema,
  cancelled: count,
  gaps: z
    .array(
      z.strictObject({
        counter: slugSchema.nullable(),
        device: z.string(),
        epoch: z.string(),
        from: z.int(),
        to: z.int(),
      }),
    )
    .describe("of this moment"),
  notedSince: z.iso.date().nullable().describe("refusals and gaps are written down since this local day"),
  gapNotes: z.array(gapNoteSchema).describe("first noticed in the span, the newest 100"),
  rejected: z.partialRecord(rejectionSchema, count).describe("messages refused in the span, by reason"),
  refusals: z.array(refusalSchema).describe("the same by day, the newest 200"),
});
export type IntegrityView = z.infer<typeof integrityViewSchema>;
