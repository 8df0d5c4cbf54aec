import { type Mapping, mappingSchema } from "#contract/mapping.js";
import { type Gain, informationGain, kappaGain } from "#hub/mapping/beyond-noise.js";
import { crossValidate } from "#hub/mapping/cross-validate.js";
import { fitMapping } from "#hub/mapping/fit-mapping.js";
import { type OddCamera, oddCameras } from "#hub/mapping/odd-cameras.js";
import type { Pair } from "#hub/mapping/pair.js";
import { type Shortage, shortages } from "#hub/mapping/readiness.js";
import type { PairCount } from "#hub/report/agreement/pair-table.js";

type RefusalReason = "faces_say_nothing" | "no_better_than_raw" | "absurd_weights";
type Gains = { readonly information: Gain; readonly kappa: Gain };

/** What became of learning. `odd`: counters whose pairs were left out. `unseen`: each pair by a fit that was made without it. */
export type Learned = { readonly pairs: number; readonly odd: readonly OddCamera[] } & (
  | { readonly outcome: "not_enough"; readonly missing: readonly Shortage[] }
  | { readonly outcome: "refused"; readonly reason: RefusalReason; readonly gains: Gains }
  | {
      readonly outcome: "adopted";
      readonly mapping: Mapping;
      readonly gains: Gains;
      readonly unseen: readonly PairCount[];
    }
);

/**
 * Learns from all counters' pairs together, collected over `days`. The mapping is adopted only if, on pairs that it was
 * not made of, faces say something about taps at all, and it agrees better with them than the raw score; both beyond noise.
 * The first alone would adopt what the raw score does as well; the second alone would adopt pure chance over a bad camera.
 */
export function learnMapping(all: readonly Pair[], days: number): Learned {
  const odd = oddCameras(all);
  const leftOut = new Set(odd.map(({ counter }) => counter));
  const pairs = all.filter(({ counter }) => !leftOut.has(counter));
  const facts = { pairs: pairs.length, odd };
  const missing = shortages(pairs, days);
  if (missing.length > 0) return { ...facts, outcome: "not_enough", missing };
  const judged = crossValidate(pairs);
  const gains = { information: informationGain(judged), kappa: kappaGain(judged) };
  const refuse = (reason: RefusalReason): Learned => ({ ...facts, outcome: "refused", reason, gains });
  if (gains.information.least <= 0) return refuse("faces_say_nothing");
  if (gains.kappa.least <= 0) return refuse("no_better_than_raw");
  const mapping = mappingSchema.safeParse(fitMapping(pairs).mapping);
  if (!mapping.success) return refuse("absurd_weights");
  const unseen = judged.map(({ pair, learnedScore }) => ({ rating: pair.rating, score: learnedScore, n: 1 }));
  return { ...facts, outcome: "adopted", mapping: mapping.data, gains, unseen };
}
