import type { RATINGS } from "#contract/event.js";
import type { KioskSteps } from "#contract/kiosk.js";

type Rating = (typeof RATINGS)[number];

/**
 * The worst first. The three levels are those of the score, where a neutral face lies in *hài lòng*; the middle of five
 * goes there too. The event keeps the step as it was tapped, for counts that see it differently.
 */
const SCALES: Readonly<Record<KioskSteps, readonly Rating[]>> = {
  3: ["dissatisfied", "satisfied", "very_satisfied"],
  4: ["dissatisfied", "dissatisfied", "satisfied", "very_satisfied"],
  5: ["dissatisfied", "dissatisfied", "satisfied", "satisfied", "very_satisfied"],
};

/** Undefined: there is no such step. */
export const ratingOfStep = ({ value, of }: { value: number; of: KioskSteps }): Rating | undefined =>
  SCALES[of][value - 1];
