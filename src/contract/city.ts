import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { groupFiguresSchema } from "#contract/ward-figures.js";
import { monthSchema, spanQuerySchema } from "#contract/ward-views.js";

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
