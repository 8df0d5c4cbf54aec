import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { differenceSchema, groupFiguresSchema, shareFigureSchema } from "#contract/ward-figures.js";
import { monthSchema, spanQuerySchema } from "#contract/ward-views.js";

/** Why a message that stands under a ward's name is not that ward's cells. */
export const CELL_REFUSALS = [
  "oversized",
  "not_contract",
  "wrong_topic",
  "unknown_ward",
  "bad_signature",
  "small_cell",
  "changed_cell",
] as const;
export type CellRefusal = (typeof CELL_REFUSALS)[number];

/** A city's views take a ward's name besides; without one they are of all wards together. */
export const cityWardSchema = z.strictObject({ ward: slugSchema.optional() });

const count = z.int().min(0);
export const wardsViewSchema = z.strictObject({
  ...spanQuerySchema.shape,
  k: z.int().min(1),
  wards: z
    .array(
      z.strictObject({
        ward: slugSchema,
        figures: groupFiguresSchema,
        months: z.array(z.strictObject({ month: monthSchema, figures: groupFiguresSchema })),
      }),
    )
    .describe("by name, as no order of merit"),
});
export type WardsView = z.infer<typeof wardsViewSchema>;

const wordsSchema = z.strictObject({ vi: z.string(), en: z.string() });
const named = {
  ward: slugSchema,
  name: wordsSchema.nullable().describe("by the city's wardsFile; null: the slug stands for itself"),
};

export const sideBySideSchema = z.strictObject({
  ...spanQuerySchema.shape,
  k: z.int().min(1),
  wards: z
    .array(
      z.strictObject({
        ...named,
        figures: groupFiguresSchema,
        others: shareFigureSchema.describe("satisfaction by taps of all other wards together"),
        difference: differenceSchema.describe("the ward's satisfaction − the others'; all wards corrected together"),
      }),
    )
    .describe("by name, as no order of merit; one without figures too"),
});
export type SideBySide = z.infer<typeof sideBySideSchema>;

export const STANDINGS = ["heard", "silent", "nothing", "unlisted"] as const;
export const cityNewsSchema = z.strictObject({
  connected: z.boolean().describe("to the city's broker, now"),
  wardsFileBroken: z.boolean().describe("the list of wards cannot be read; the one before is in use"),
  silentDays: z.int().min(1).describe("after so many days without news a ward is `silent`"),
  wards: z.array(
    z.strictObject({
      ...named,
      standing: z.enum(STANDINGS).describe("nothing: no cell yet; unlisted: not in the wardsFile"),
      newest: z.iso.datetime().nullable().describe("when its hub signed what was heard last"),
      lastMonth: monthSchema.nullable().describe("the newest month of which something is released"),
      refused: z.array(z.enum(CELL_REFUSALS)).describe("why messages under its name are refused now"),
    }),
  ),
});
export type CityNews = z.infer<typeof cityNewsSchema>;

export const cityHealthSchema = z.strictObject({
  status: z.enum(["ok", "degraded"]),
  alarms: z.array(z.enum(["mqtt_offline", "wards_file_invalid"])),
  wards: z.array(
    z.strictObject({
      ward: slugSchema,
      newest: z.iso.datetime().nullable().describe("when its hub signed what was heard last; null: nothing yet"),
    }),
  ),
  refused: z.record(z.string(), count).describe("messages that were no believed ward's, by reason, since the start"),
});
export type CityHealth = z.infer<typeof cityHealthSchema>;
