import { type Share, wilson } from "#eye/evaluation/figures/wilson.js";

/** What is compared between groups; a low `accuracy` is bad, a high one of the others. */
export const GROUP_MEASURES = ["accuracy", "neutralCalledNegative", "refused", "coveredRead", "undetected"] as const;
export type GroupMeasure = (typeof GROUP_MEASURES)[number];
export type Slice = { readonly value: string; readonly n: number } & Readonly<Record<GroupMeasure, Share>>;
export type Grouping = { readonly column: string; readonly slices: readonly Slice[] };
export type Gap = {
  readonly column: string;
  readonly measure: GroupMeasure;
  readonly best: string;
  readonly worst: string;
  readonly gap: number;
  /** The two intervals do not meet: hardly chance. */
  readonly clear: boolean;
};

/** For each measure, whether it holds for one picture; null where the question does not arise. */
export type Outcome = {
  readonly groups: Readonly<Record<string, string>>;
} & Readonly<Record<GroupMeasure, boolean | null>>;

/** A group smaller than this is shown, but its figures name no gap. */
const LEAST_FOR_A_GAP = 20;

/** Every column of the set is a grouping; its values come in alphabetical order. */
export function groupingsOf(outcomes: readonly Outcome[]): Grouping[] {
  const columns = new Map<string, Map<string, Outcome[]>>();
  for (const outcome of outcomes) {
    for (const [column, value] of Object.entries(outcome.groups)) {
      const values = getOrAdd(columns, column, () => new Map<string, Outcome[]>());
      getOrAdd(values, value, () => []).push(outcome);
    }
  }
  return [...columns].map(([column, values]) => ({
    column,
    slices: [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, members]) => sliceOf(value, members)),
  }));
}

function sliceOf(value: string, members: readonly Outcome[]): Slice {
  const share = (measure: GroupMeasure): Share => {
    const asked = members.filter((member) => member[measure] !== null);
    return wilson(asked.filter((member) => member[measure]).length, asked.length);
  };
  return {
    value,
    n: members.length,
    accuracy: share("accuracy"),
    neutralCalledNegative: share("neutralCalledNegative"),
    refused: share("refused"),
    coveredRead: share("coveredRead"),
    undetected: share("undetected"),
  };
}

/** The largest difference between two groups of one column, over all columns and measures; null without any. */
export function worstGap(groupings: readonly Grouping[]): Gap | null {
  const gaps = groupings.flatMap(({ column, slices }) =>
    GROUP_MEASURES.flatMap((measure) => gapOf(column, measure, slices)),
  );
  return gaps.reduce<Gap | null>((worst, gap) => (worst === null || gap.gap > worst.gap ? gap : worst), null);
}

function gapOf(column: string, measure: GroupMeasure, slices: readonly Slice[]): Gap[] {
  const asked = slices.filter((slice) => slice[measure].n >= LEAST_FOR_A_GAP);
  const sorted = asked.sort((a, b) => (b[measure].share ?? 0) - (a[measure].share ?? 0));
  const [high, low] = [sorted[0], sorted.at(-1)];
  if (!high || !low || high === low) return [];
  const [best, worst] = measure === "accuracy" ? [high, low] : [low, high];
  const gap = (high[measure].share ?? 0) - (low[measure].share ?? 0);
  const clear = high[measure].low > low[measure].high;
  return [{ column, measure, best: best.value, worst: worst.value, gap, clear }];
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
