import { z } from "zod";
import type { EventData } from "#contract/event.js";

type Score = EventData["score"];

/** The window statistics that a learned mapping may use. How long and how well a face was read is not among them. */
export const MAPPED_STATISTICS = [
  "valenceWhole",
  "valenceEnd",
  "positiveShare",
  "negativeShare",
  "shortSmileShare",
] as const satisfies readonly (keyof Score["statistics"])[];
export type MappedStatistics = Readonly<Record<(typeof MAPPED_STATISTICS)[number], number>>;

/** 1: more of it never lowers the level. −1: more of it never raises it. 0: what it means is for the taps to say. */
export const DIRECTIONS: Readonly<Record<keyof MappedStatistics, -1 | 0 | 1>> = {
  valenceWhole: 1,
  valenceEnd: 1,
  positiveShare: 1,
  negativeShare: -1,
  shortSmileShare: 0,
};

const LARGEST = 100;
const raising = z.number().min(0).max(LARGEST);
const lowering = z.number().min(-LARGEST).max(0);
const either = z.number().min(-LARGEST).max(LARGEST);
const shape = z.strictObject({
  weights: z.strictObject({
    valenceWhole: raising,
    valenceEnd: raising,
    positiveShare: raising,
    negativeShare: lowering,
    shortSmileShare: either,
  }),
  cuts: z
    .strictObject({ satisfied: either, verySatisfied: either })
    .describe("lowest weighted sum of a level; below `satisfied` lies dissatisfied"),
});

/** From window statistics to a level: a weighted sum and two cuts. */
export type Mapping = z.infer<typeof shape>;

export const weightedSum = ({ weights }: Mapping, statistics: MappedStatistics): number =>
  MAPPED_STATISTICS.reduce((sum, name) => sum + weights[name] * statistics[name], 0);

export function levelOf(mapping: Mapping, statistics: MappedStatistics): NonNullable<Score["level"]> {
  const sum = weightedSum(mapping, statistics);
  if (sum < mapping.cuts.satisfied) return "dissatisfied";
  return sum < mapping.cuts.verySatisfied ? "satisfied" : "very_satisfied";
}

const still = { positiveShare: 0, negativeShare: 0, shortSmileShare: 0 };
const HAPPY: MappedStatistics = { ...still, valenceWhole: 1, valenceEnd: 1, positiveShare: 1 };
const ANGRY: MappedStatistics = { ...still, valenceWhole: -1, valenceEnd: -1, negativeShare: 1 };

/**
 * Whatever taps taught it: a happier face never lowers the level; a window of pure anger must be dissatisfied, one of pure happiness very satisfied, and a
 * neutral face (its sum is 0) not dissatisfied. Anything else is absurd, and refused by whoever makes or receives it.
 */
export const mappingSchema = shape
  .refine(({ cuts }) => cuts.satisfied < cuts.verySatisfied, "the cuts must rise")
  .refine(({ cuts }) => cuts.satisfied <= 0, "a neutral face must not be dissatisfied")
  .refine((mapping) => weightedSum(mapping, ANGRY) < mapping.cuts.satisfied, "pure anger must be dissatisfied")
  .refine(
    (mapping) => weightedSum(mapping, HAPPY) >= mapping.cuts.verySatisfied,
    "pure happiness must be very satisfied",
  );
