import { z } from "zod";
import { agreementSchema, whySchema } from "#contract/double-rating.js";
import { hashSchema, slugSchema } from "#contract/identifiers.js";
import { periodSchema } from "#contract/period.js";
import { RATINGS } from "#contract/rating-scale.js";

const count = z.int().min(0);
const words = z.strictObject({ vi: z.string(), en: z.string() });
const percent = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .describe("rounded half up from whole numbers, such as 92.35");
const share = z.number().min(0).max(1);

/** A percentage with what it is made of, and its Wilson interval of 90 %. */
const shareSchema = z.strictObject({ n: count, of: z.int().min(1), percent, low: share, high: share });
export type Share = z.infer<typeof shareSchema>;
const meanSchema = z.strictObject({
  n: z.int().min(1),
  value: z.number().min(0).max(100),
  low: z.number().min(0).max(100),
  high: z.number().min(0).max(100),
});
export type Mean = z.infer<typeof meanSchema>;

/** How the taps and the camera saw some transactions. What cannot be said is null. */
const figuresSchema = z.strictObject({
  transactions: count.describe("scores + abstentions, in released cells"),
  scores: count,
  abstentions: count,
  ratedTransactions: count,
  ratings: z.strictObject({
    [RATINGS[0]]: count.nullable().describe("null: some taps, but fewer than the present k, whatever their level"),
    [RATINGS[1]]: count.nullable(),
    [RATINGS[2]]: count.nullable(),
    total: count.describe("taps, those that belong to no transaction too"),
  }),
  satisfied: shareSchema.nullable().describe("taps of the two upper levels ÷ all taps"),
  ratingCoverage: shareSchema.nullable().describe("rated transactions ÷ transactions"),
  cameraCoverage: shareSchema.nullable().describe("scores ÷ transactions"),
  meanScore: meanSchema.nullable().describe("the camera's estimate, in points"),
});
export type Figures = z.infer<typeof figuresSchema>;

/** Against the period before: in percentage points (of a mean: points), with an interval of 90 %. */
const changeSchema = z.strictObject({
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  clear: z
    .boolean()
    .describe("more than chance explains, by the rule of the ward page: Fisher or Welch, corrected by Holm"),
});
export type Change = z.infer<typeof changeSchema>;
const changesSchema = z.strictObject({
  satisfied: changeSchema.nullable(),
  ratingCoverage: changeSchema.nullable(),
  cameraCoverage: changeSchema.nullable(),
  meanScore: changeSchema.nullable(),
});
export type Changes = z.infer<typeof changesSchema>;

/** Dossiers as the one-stop system counts them, imported. */
const dossiersSchema = z.strictObject({
  received: count,
  resolved: count,
  overdue: count,
  complaints: count,
  disliked: count.nullable(),
});
export type Dossiers = z.infer<typeof dossiersSchema>;

const reportLineSchema = z.strictObject({
  key: slugSchema.nullable().describe("null: what is published only for several together"),
  name: words,
  figures: figuresSchema,
  changes: changesSchema,
  dossiers: dossiersSchema.nullable(),
  ratedDossiers: shareSchema.nullable().describe("taps ÷ dossiers received"),
});
export type ReportLine = z.infer<typeof reportLineSchema>;

/** Decision 766, index 5.4: 100 % − (overdue % + complained-or-disliked %). From imports and taps; no camera figure enters. */
const index54Schema = z.strictObject({
  resolved: z.int().min(1),
  overdue: count,
  overduePercent: percent,
  disliked: count.describe("dossiers complained about, and disliked"),
  dislikedPercent: percent,
  dislikedFrom: z.enum(["imports", "taps"]).describe("taps: the one-stop system does not count them"),
  value: percent,
  full: z.boolean().describe("from 90 %: full marks"),
});
export type Index54 = z.infer<typeof index54Schema>;

export const BANDS_OF_SHEET = ["excellent", "good", "fair", "average", "weak"] as const;
const totalSchema = z.strictObject({
  hundredths: z.int().min(0).max(1_800),
  band: z.enum(BANDS_OF_SHEET),
});
/** Decree 61/2018-style sheet: nine indices of 0–2, as the office and its appraiser filled it in. */
const sheetSchema = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        index: z.int().min(1).max(9),
        self: z.number().nullable(),
        appraised: z.number().nullable(),
        evidence: z.string(),
      }),
    )
    .length(9),
  self: totalSchema.nullable().describe("null until all nine are filled in"),
  appraised: totalSchema.nullable(),
});
export type Sheet = z.infer<typeof sheetSchema>;

const uptimeSchema = z.union([
  z.strictObject({
    counterDays: count.describe(
      "over all counters, the open days (any counter reported) from its first report to its last, to the end while it is enrolled",
    ),
    reported: shareSchema.describe(
      "health reports that came ÷ those expected: 32 a counter-day, 8 hours; 16 at a week's end",
    ),
  }),
  z.strictObject({ reported: z.null(), why: whySchema }),
]);
export type Uptime = z.infer<typeof uptimeSchema>;

/** A month or a quarter of a ward, made of released cells, imports and health reports; of nothing else. */
export const reportSchema = z.strictObject({
  form: z.literal("full"),
  ward: slugSchema,
  period: periodSchema,
  before: periodSchema.describe("what it is compared with"),
  months: z.array(z.string()),
  total: reportLineSchema,
  fields: z.array(reportLineSchema),
  procedures: z.array(reportLineSchema),
  abstentionReasons: z.record(z.string(), count),
  agreement: agreementSchema,
  uptime: uptimeSchema,
  withheld: z.strictObject({
    transactions: count.describe("not yet in any published cell"),
    ratings: count,
  }),
  index54: index54Schema.nullable().describe("null: the month's dossier counts were not imported"),
  missingImports: z.array(z.string()).describe("months without imported counts"),
  sheet: sheetSchema.nullable(),
  source: z.strictObject({
    policy: count.describe("number of the policy in force; 0: the defaults"),
    k: z.int().min(1).describe("the present one: a figure of fewer is left out"),
    leastK: z
      .int()
      .min(1)
      .describe("each of these cells holds at least so many: the smallest k that one was released under"),
    cells: z.strictObject({ n: count, first: count.nullable(), last: count.nullable() }),
    simulatedUntil: z.iso.date().nullable().describe("the period's figures are made up, up to this day; null: real"),
    asOf: z.string().nullable().describe("when the newest of these cells was released"),
    query: z.string().describe("what gives these figures again"),
    sha256: hashSchema.describe(
      "of what the figures are made of: canonical JSON of ward, period, released cells (with those of the period before), imported counts and points, and what is withheld; neither policy, mode and k nor uptime move it",
    ),
  }),
});
export type Report = z.infer<typeof reportSchema>;

const ratingsLineSchema = reportLineSchema.extend({
  figures: figuresSchema
    .pick({ ratedTransactions: true, ratings: true, satisfied: true, ratingCoverage: true })
    .extend({ transactions: count.describe("in released cells") }),
  changes: changesSchema.pick({ satisfied: true, ratingCoverage: true }),
});
export type RatingsLine = z.infer<typeof ratingsLineSchema>;

/** The same figures for an office's legal indices, which take people's own ratings only: the camera has no place in it. */
export const ratingsReportSchema = reportSchema
  .omit({ abstentionReasons: true, agreement: true, uptime: true })
  .extend({
    form: z.literal("ratings"),
    total: ratingsLineSchema,
    fields: z.array(ratingsLineSchema),
    procedures: z.array(ratingsLineSchema),
  });
export type RatingsReport = z.infer<typeof ratingsReportSchema>;
export type AnyReport = Report | RatingsReport;
export const REPORT_FORMS = ["full", "ratings"] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** Reports that the hub wrote by itself. A revision above 1 changed the one before. */
export const reportListSchema = z.strictObject({
  written: z.array(
    z.strictObject({
      period: periodSchema,
      revision: z.int().min(1),
      sha256: hashSchema,
      writtenAt: z.string(),
      policy: z.int().nullable().describe("the policy's number then; null: written before it was noted"),
    }),
  ),
});
export type ReportList = z.infer<typeof reportListSchema>;
export type WrittenReport = ReportList["written"][number];

export const REPORT_FORMATS = ["html", "xlsx", "csv", "json"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export const REPORT_LANGUAGES = ["vi", "en"] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];
