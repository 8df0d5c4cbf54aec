/** The three levels of a rating and of a score, the worst first. */
export const RATINGS = ["dissatisfied", "satisfied", "very_satisfied"] as const;
export type Rating = (typeof RATINGS)[number];

/**
 * What a step of the rating page means, by the number of steps, the worst first. A neutral face lies in *hài lòng*; the
 * middle of five goes there too. The event keeps the step as it was tapped, for counts that see it differently.
 */
const SCALES = {
  3: RATINGS,
  4: ["dissatisfied", "dissatisfied", "satisfied", "very_satisfied"],
  5: ["dissatisfied", "dissatisfied", "satisfied", "satisfied", "very_satisfied"],
} as const;

/** Undefined: there is no such step. */
export const ratingOfStep = ({ value, of }: { value: number; of: keyof typeof SCALES }): Rating | undefined =>
  SCALES[of][value - 1];
