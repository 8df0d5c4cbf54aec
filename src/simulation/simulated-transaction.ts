import type { AbstentionReason, EventData } from "#contract/event.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Pair } from "#hub/mapping/pair.js";
import { meetCitizen } from "#simulation/citizen.js";
import { playWindow } from "#simulation/play-window.js";
import { createRandom } from "#simulation/random.js";
import type { Scenario } from "#simulation/scenario.js";

type Rating = EventData["rating"]["rating"];

/** What is left of one citizen: what a hub would know, and the truth, which only a simulator knows. */
export type SimulatedTransaction = {
  readonly truth: Rating;
  readonly rating: Rating | undefined;
  readonly abstained: AbstentionReason | undefined;
  readonly pair: Pair | undefined;
};

/** The same for the same seed and number, whatever came before it. */
export function simulateTransaction(scenario: Scenario, seed: number, number: number): SimulatedTransaction {
  const random = createRandom(seed, number);
  const { truth, counter, consents, rating, seconds, face } = meetCitizen(scenario, random);
  if (!consents) return { truth, rating, abstained: "no_consent", pair: undefined };
  const valence = scenario.odd?.counter === counter ? scenario.odd.valence : 0;
  const camera = { covered: scenario.covered, valence };
  const result = playWindow(DEFAULT_POLICY, { face, seconds, camera, random });
  if (result.outcome === "abstention") return { truth, rating, abstained: result.reason, pair: undefined };
  const { score, statistics } = result;
  const pair = rating && { counter: counterName(counter), rating, score, statistics };
  return { truth, rating, abstained: undefined, pair };
}

export const counterName = (counter: number): string => `quay-${counter + 1}`;
