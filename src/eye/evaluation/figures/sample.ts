import { EXPRESSIONS } from "#contract/expression.js";

/** The three-class reading of a face, as a ward needs it. */
export const TONES = ["negative", "neutral", "positive"] as const;
type Tone = (typeof TONES)[number];

/** One labelled picture that was read. `truth`: place in EXPRESSIONS, null in a set with three classes. */
export type Sample = {
  readonly truth: number | null;
  /** Place in TONES; null for surprise and contempt, which have none. */
  readonly tone: number | null;
  /** In the order of EXPRESSIONS; they sum to 1. */
  readonly probabilities: readonly number[];
  /** The network, or a limit on it, would not read this face; null when the network never says so. */
  readonly refused: boolean | null;
  /** Labelled so: it should be refused. */
  readonly covered?: true;
  readonly groups: Readonly<Record<string, string>>;
};

const TONE_OF: Readonly<Record<(typeof EXPRESSIONS)[number], Tone | null>> = {
  neutral: "neutral",
  happiness: "positive",
  surprise: null,
  sadness: "negative",
  anger: "negative",
  disgust: "negative",
  fear: "negative",
  contempt: null,
};

/** Place in TONES of each of EXPRESSIONS. */
export const TONE_PLACES: readonly (number | null)[] = EXPRESSIONS.map((name) => {
  const tone = TONE_OF[name];
  return tone === null ? null : TONES.indexOf(tone);
});

export const CONTEMPT = EXPRESSIONS.indexOf("contempt");
const SURPRISE = EXPRESSIONS.indexOf("surprise");
const NEUTRAL = TONES.indexOf("neutral");

/** p(surprise) counts as neutral, p(contempt) for nothing: a face labelled so is left out of the three classes too. */
export function toneShares(probabilities: readonly number[]): number[] {
  const shares = TONES.map(() => 0);
  probabilities.forEach((p, i) => {
    const place = i === SURPRISE ? NEUTRAL : (TONE_PLACES[i] ?? null);
    if (place !== null) shares[place] = (shares[place] as number) + p;
  });
  return shares;
}

/** The place of the largest; the first of equals. */
export function largest(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}
