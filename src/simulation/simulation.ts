import type { Agreement } from "#contract/double-rating.js";
import { type Learned, learnMapping } from "#hub/mapping/learn-mapping.js";
import type { Pair } from "#hub/mapping/pair.js";
import { judgePairs, type ModeChange, modeChanges, type Say } from "#simulation/judge-pairs.js";
import { SCENARIO, type ScenarioName } from "#simulation/scenario.js";
import { type SimulatedTransaction, simulateTransaction } from "#simulation/simulated-transaction.js";

/** The mapping is learned from the first part; all figures are of the rest, which learning never saw. */
const LEARNING_SHARE = 2 / 3;

export type SimulationRequest = {
  readonly scenario: ScenarioName;
  readonly transactions: number;
  readonly seed: number;
};

type Figures = {
  /** Camera against taps, as a hub knows it. */
  readonly agreement: Agreement;
  /** Camera against true satisfaction, over the same transactions. */
  readonly truth: Agreement;
  readonly modes: readonly ModeChange[];
};

export type Simulation = SimulationRequest & {
  readonly days: number;
  readonly consenting: number;
  readonly scored: number;
  readonly rated: number;
  readonly dissatisfiedTaps: number;
  readonly abstentionReasons: Readonly<Record<string, number>>;
  readonly learned: Learned;
  readonly unseenPairs: readonly Pair[];
  readonly raw: Figures;
  /** Absent when no mapping was adopted: the raw score stays. */
  readonly mapped: Figures | undefined;
};

/** Plays a ward for so many transactions through the real scoring, learning and agreement. */
export function simulate(request: SimulationRequest, say: Say): Simulation {
  const { transactions, seed } = request;
  const scenario = SCENARIO[request.scenario];
  const all = Array.from({ length: transactions }, (_, i) => simulateTransaction(scenario, seed, i));
  const border = Math.round(transactions * LEARNING_SHARE);
  const days = (n: number): number => Math.ceil(n / scenario.transactionsPerDay);
  const learned = learnMapping(pairsOf(all.slice(0, border)), days(border));
  const unseen = all.slice(border);
  const mapping = learned.outcome === "adopted" ? learned.mapping : undefined;
  const figures = (of: typeof mapping): Figures => {
    const modes = modeChanges(pairsOf(unseen), { mapping: of, say });
    const judging = { mapping: of, mode: modes.at(-1)?.mode ?? "advisory", say };
    return { agreement: judgePairs(pairsOf(unseen), judging), truth: judgePairs(truePairsOf(unseen), judging), modes };
  };
  return {
    ...request,
    days: days(transactions),
    consenting: all.filter(({ abstained }) => abstained !== "no_consent").length,
    scored: all.filter(({ abstained }) => abstained === undefined).length,
    rated: all.filter(({ rating }) => rating).length,
    dissatisfiedTaps: all.filter(({ rating }) => rating === "dissatisfied").length,
    abstentionReasons: reasonsOf(all),
    learned,
    unseenPairs: pairsOf(unseen),
    raw: figures(undefined),
    mapped: mapping && figures(mapping),
  };
}

const pairsOf = (all: readonly SimulatedTransaction[]): Pair[] => all.flatMap(({ pair }) => pair ?? []);

const truePairsOf = (all: readonly SimulatedTransaction[]): Pair[] =>
  all.flatMap(({ pair, truth }) => (pair ? { ...pair, rating: truth } : []));

function reasonsOf(all: readonly SimulatedTransaction[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { abstained } of all) if (abstained) counts[abstained] = (counts[abstained] ?? 0) + 1;
  return counts;
}
