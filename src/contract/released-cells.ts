import { z } from "zod";
import { roundedTimeSchema } from "#contract/event.js";
import { signatureSchema, slugSchema } from "#contract/identifiers.js";
import { RATINGS } from "#contract/rating-scale.js";
import { bandSchema } from "#contract/ward-figures.js";
import { monthSchema } from "#contract/ward-views.js";

const count = z.int().min(0);

/** One released cell: counts of a group of at least k transactions that no other cell holds. */
const releasedCellSchema = z.strictObject({
  id: z.int().min(1),
  releasedAt: roundedTimeSchema,
  k: z.int().min(1).describe("under which it was released"),
  month: monthSchema,
  week: z.iso.date().nullable().describe("its Monday; null: of the month only"),
  field: slugSchema.nullable().describe("null: several or no fields together"),
  procedure: slugSchema.nullable(),
  band: bandSchema.nullable().describe("part of the day"),
  transactions: count.describe("scores + abstentions"),
  scores: count,
  scoreTotal: z.number().min(0),
  scoreSquares: z.number().min(0),
  abstentions: z.record(z.string(), count).describe("by reason"),
  ratings: z.strictObject({ dissatisfied: count, satisfied: count, very_satisfied: count }),
  ratedTransactions: count,
  pairs: z
    .array(z.array(count).length(RATINGS.length))
    .length(RATINGS.length)
    .describe(
      "rows taps, columns levels of the camera's score, from dissatisfied up; of this and other cells together",
    ),
});

/** So that a part stays far below what a broker takes in one message. */
export const CELLS_PER_PART = 100;

/**
 * Retained: the cells of one month that a ward has released, a hundred in a part, in the order of their release. A city that
 * was away is told all of them by its broker; of two messages about one part the later counts.
 */
export const cellsMessageSchema = z.strictObject({
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200).describe("/hailong/v1/{ward}"),
  datacontenttype: z.literal("application/json"),
  type: z.literal("vn.hailong.cells.v1"),
  time: roundedTimeSchema.describe("when this was made"),
  data: z.strictObject({
    ward: slugSchema,
    month: monthSchema,
    part: count,
    cells: z.array(releasedCellSchema).min(1).max(CELLS_PER_PART),
  }),
  signature: signatureSchema.describe("by the ward hub's key"),
});
export type CellsMessage = z.infer<typeof cellsMessageSchema>;
