import { type Share, wilson } from "#eye/evaluation/figures/wilson.js";

/** Rows: what people said. Columns: what the model said. */
export type Confusion = { readonly classes: readonly string[]; readonly counts: readonly (readonly number[])[] };
export type ClassFigures = {
  readonly name: string;
  readonly precision: Share;
  readonly recall: Share;
  /** From the Wilson interval of TP ÷ (TP + FP + FN), of which F1 is a growing function. */
  readonly f1: { readonly value: number | null; readonly low: number; readonly high: number };
};
type Pair = { readonly truth: number; readonly guess: number };

export function confusionOf(classes: readonly string[], pairs: Iterable<Pair>): Confusion {
  const counts = classes.map(() => classes.map(() => 0));
  for (const { truth, guess } of pairs) {
    const row = counts[truth] as number[];
    row[guess] = (row[guess] as number) + 1;
  }
  return { classes, counts };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const cell = ({ counts }: Confusion, truth: number, guess: number): number => counts[truth]?.[guess] ?? 0;

export function accuracyOf(confusion: Confusion): Share {
  const right = sum(confusion.classes.map((_, i) => cell(confusion, i, i)));
  return wilson(right, sum(confusion.counts.map(sum)));
}

export function classFigures(confusion: Confusion): ClassFigures[] {
  return confusion.classes.map((name, i) => {
    const hits = cell(confusion, i, i);
    const said = sum(confusion.counts.map((row) => row[i] ?? 0));
    const there = sum(confusion.counts[i] ?? []);
    const joint = wilson(hits, said + there - hits);
    const f1 = (share: number): number => (2 * share) / (1 + share);
    return {
      name,
      precision: wilson(hits, said),
      recall: wilson(hits, there),
      f1: { value: joint.share === null ? null : f1(joint.share), low: f1(joint.low), high: f1(joint.high) },
    };
  });
}

/** The mean F1 of the classes that the set holds, or null for an empty set. */
export function macroF1(classes: readonly ClassFigures[]): number | null {
  const held = classes.filter(({ recall }) => recall.n > 0);
  return held.length === 0 ? null : sum(held.map(({ f1 }) => f1.value ?? 0)) / held.length;
}
