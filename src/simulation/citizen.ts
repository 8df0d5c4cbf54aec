import { RATINGS } from "#contract/rating-scale.js";
import type { Random } from "#simulation/random.js";
import type { Scenario } from "#simulation/scenario.js";

type Level = (typeof RATINGS)[number];

/** One citizen with what nobody at a real counter knows: how satisfied they are, and how their face shows it. */
export type Citizen = {
  readonly truth: Level;
  readonly counter: number;
  readonly consents: boolean;
  readonly rating: Level | undefined;
  readonly seconds: number;
  readonly face: Face;
};

export type Face = {
  /** Mean valence of the resting face, and what the transaction adds to it by its end. */
  readonly rest: number;
  readonly towards: number;
  /** Short smiles per second: what frustrated people show. */
  readonly shortSmiles: number;
  /** Share of the time in which the face is turned away. */
  readonly away: number;
};

/** What a level feels like, in units of the full valence that a wholly expressive face would show. */
const FEELING: Readonly<Record<Level, { mean: number; spread: number }>> = {
  dissatisfied: { mean: -0.75, spread: 0.35 },
  satisfied: { mean: 0.15, spread: 0.3 },
  very_satisfied: { mean: 0.75, spread: 0.35 },
};
/** Being watched by the clerk while tapping. */
const WATCHED = 0.4;

export function meetCitizen(scenario: Scenario, random: Random): Citizen {
  const truth = levelBy(scenario.truth, random);
  const counter = Math.floor(random.next() * scenario.counters);
  const consents = random.chance(scenario.consenting);
  const rating = tapOf(truth, scenario.tapping, random);
  // Half of the transactions take less than three minutes, one in forty more than twelve.
  const seconds = Math.min(1_800, Math.max(8, 170 * Math.exp(0.72 * random.normal())));
  const shown = scenario.facesFollow ? truth : levelBy(scenario.truth, random);
  return { truth, counter, consents, rating, seconds, face: faceOf(shown, random) };
}

function levelBy([dissatisfied, satisfied]: Scenario["truth"], random: Random): Level {
  const drawn = random.next();
  return drawn < dissatisfied ? "dissatisfied" : drawn < dissatisfied + satisfied ? "satisfied" : "very_satisfied";
}

/** Whoever is watched taps less often when dissatisfied, or kinder than they feel; anyone may miss the button. */
function tapOf(truth: Level, tapping: number, random: Random): Level | undefined {
  const watched = random.chance(WATCHED);
  const reluctance = truth === "dissatisfied" && watched ? 0.7 : 1;
  if (!random.chance(tapping * reluctance)) return undefined;
  const level = RATINGS.indexOf(truth);
  const kinder = random.chance(watched ? 0.25 : 0.05) ? 1 : 0;
  const cooler = truth === "very_satisfied" && random.chance(0.2) ? 1 : 0;
  return RATINGS[Math.max(0, Math.min(2, level + kinder - cooler))];
}

function faceOf(shown: Level, random: Random): Face {
  const { mean, spread } = FEELING[shown];
  const feeling = mean + spread * random.normal();
  const expressive = random.next() ** 0.7;
  const smilesItAway = shown === "dissatisfied" && random.chance(0.45);
  return {
    rest: -0.04 + 0.08 * random.normal(),
    towards: (smilesItAway ? 0.1 : 1) * feeling * expressive * 0.8,
    shortSmiles: smilesItAway ? 0.06 + 0.06 * random.next() : 0.015 * random.next(),
    away: 0.05 + 0.75 * random.next() ** 2,
  };
}
