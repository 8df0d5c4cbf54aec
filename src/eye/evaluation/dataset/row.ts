import { EXPRESSIONS } from "#contract/expression.js";
import { TONE_PLACES, TONES } from "#eye/evaluation/figures/sample.js";
import { expressionNamed, plain } from "#eye/expression/labels.js";

/** A picture and what people called it. `where` names the row for people: a line of the manifest, or a file. */
export type Row = {
  readonly where: string;
  readonly path: string;
  readonly label: string;
  readonly groups: Readonly<Record<string, string>>;
};
/** A row that is none: it is listed and counted. */
export type BadRow = { readonly where: string; readonly problem: string };

export type Truth = {
  readonly truth: number | null;
  readonly tone: number | null;
  /** A mask, a hand: nobody should read this face. */
  readonly covered?: true;
};

const LEFT_OUT = new Set(["unknown", "not-a-face", "notaface", "no-face", "nf", "none", "uncertain"]);

const COVERED = new Set(["covered", "masked", "mask", "occluded", "unreadable"]);

const TONE_NAMES = new Map<string, (typeof TONES)[number]>([
  ["negative", "negative"],
  ["neg", "negative"],
  ["tiêu-cực", "negative"],
  ["positive", "positive"],
  ["pos", "positive"],
  ["tích-cực", "positive"],
]);

/** Places in EXPRESSIONS and TONES; "left-out" for what shows no expression by its own account; undefined for no label. */
export function truthOf(label: string): Truth | "left-out" | undefined {
  const word = plain(label);
  if (LEFT_OUT.has(word)) return "left-out";
  if (COVERED.has(word)) return { truth: null, tone: null, covered: true };
  const expression = expressionNamed(label);
  if (expression) {
    const truth = EXPRESSIONS.indexOf(expression);
    return { truth, tone: TONE_PLACES[truth] ?? null };
  }
  const tone = TONE_NAMES.get(word);
  return tone === undefined ? undefined : { truth: null, tone: TONES.indexOf(tone) };
}
