import { z } from "zod";
import { RATINGS } from "#contract/rating-scale.js";

/** Why a figure is missing, or a mode is what it is: a code for programs, a sentence for people. */
export const whySchema = z.strictObject({ code: z.string(), vi: z.string(), en: z.string() });
const missing = z.strictObject({ value: z.null(), why: whySchema });
const coefficient = z.number().min(-1).max(1);
const share = z.number().min(0).max(1);
const count = z.int().min(0);

const coefficientSchema = z.union([
  z.strictObject({ value: coefficient, low: coefficient, high: coefficient }),
  missing,
]);
const shareSchema = z.union([
  z.strictObject({ hits: count, n: count, value: share, low: share, high: share }),
  missing,
]);
const areaSchema = z.union([z.strictObject({ value: share, low: share, high: share }), missing]);
const modeSchema = z.enum(["active", "advisory", "suspended"]);

/** How far taps and camera scores agree, over the transactions that have both. Intervals are of 90 %. */
export const agreementSchema = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("withheld"), mode: modeSchema, why: whySchema }),
  z.strictObject({
    outcome: z.literal("shown"),
    mode: modeSchema.describe("in force, by the policy"),
    supports: z
      .strictObject({ mode: modeSchema, why: whySchema })
      .describe("the mode that these pairs bear out; whoever sets the policy decides"),
    n: z.int().min(1).describe("transactions with a tap and a score in these figures; it moves in steps of at least k"),
    levels: z.tuple([z.literal(RATINGS[0]), z.literal(RATINGS[1]), z.literal(RATINGS[2])]),
    cuts: z.strictObject({ satisfied: z.number(), verySatisfied: z.number() }).describe("lowest score of a level"),
    matrix: z.array(z.array(count).length(3)).length(3).describe("rows: taps; columns: levels of the camera's score"),
    kappa: coefficientSchema.describe("Cohen's κ, quadratic weights"),
    ac2: coefficientSchema.describe("Gwet's AC2, the same weights: κ alone misleads where nearly all are satisfied"),
    recall: shareSchema.describe("of those who tapped dissatisfied, whom the camera found; Wilson interval"),
    precision: shareSchema.describe("of those whom the camera called dissatisfied, who tapped so; Wilson interval"),
    falseAlarm: shareSchema.describe("of those who tapped another level, whom the camera called dissatisfied"),
    auc: areaSchema.describe("how often the level of a dissatisfied citizen's score is below another's, ties half"),
  }),
]);
export type Agreement = z.infer<typeof agreementSchema>;

const factSchema = z.union([z.strictObject({ n: count, of: count, share }), missing]);

/**
 * How ratings came about, over the ward: facts, each with harmless causes too, about no counter and no clerk. A share
 * of fewer than k is not shown.
 */
export const integritySchema = z.strictObject({
  soonTaps: factSchema.describe("tapped within 2 s of the transaction's opening"),
  emptyZoneTaps: factSchema.describe("tapped while nobody had been in the zone for 2 s, where the camera could tell"),
  burstTaps: factSchema.describe("in a published time in which one counter had at least 5 taps, and one a minute"),
  dayEndBurstTaps: factSchema.describe("such, in the half hour before the counter's last tap of the day"),
  cancelled: factSchema.describe("of all transactions"),
  photographs: factSchema.describe("abstentions because the face never moved, of the windows: a photograph"),
});
export type Integrity = z.infer<typeof integritySchema>;
export type Why = z.infer<typeof whySchema>;
