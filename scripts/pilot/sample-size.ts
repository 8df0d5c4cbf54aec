import { wilson } from "#hub/report/agreement/wilson.js";

/** What a ward assumes about its pilot; shares are 0 to 1. */
export type PilotPlan = {
  /** The camera must find at least this share of dissatisfied citizens: policy `recallFloor`. */
  readonly floor: number;
  /** The share that it is hoped to find. */
  readonly recall: number;
  /** How probable it shall be that a camera this good passes. */
  readonly power: number;
  /** Dissatisfied citizens among those who are interviewed. */
  readonly prevalence: number;
  /** Transactions that end with a score: those who agree, times those whose window can be read. */
  readonly scored: number;
  /** Citizens who grant the interview, of those who are asked. */
  readonly response: number;
  readonly counters: number;
  /** How alike citizens of one counter are (intra-class correlation): light, camera, clerk, matters. */
  readonly alike: number;
  readonly citizensPerCounterDay: number;
  readonly interviewsPerDay: number;
};

export type PilotSize =
  | { readonly outcome: "impossible"; readonly why: string }
  | {
      readonly outcome: "possible";
      /** Dissatisfied citizens with a score, were all counters alike, and as they are. */
      readonly independent: number;
      readonly dissatisfied: number;
      readonly pairs: number;
      readonly interviews: number;
      readonly asked: number;
      readonly days: number;
      /** How probable it is that a camera exactly at the floor passes: about 5 %, as the interval means it. */
      readonly wrongPass: number;
      /** At half of them: how probable the rule of futility stops a camera as good as hoped, and one that finds a third. */
      readonly wrongStop: number;
      readonly earlyStop: number;
    };

const MOST = 4_000;
/** Power rises in a saw: a size counts when the sizes after it hold too. */
const STEADY = 40;
const POOR = 1 / 3;

/** Passing is the hub's own rule: the Wilson lower bound of recall above the floor (docs/score.md, modes). */
export function pilotSize(plan: PilotPlan): PilotSize {
  if (plan.recall <= plan.floor) return { outcome: "impossible", why: "the hoped recall must be above the floor" };
  const independent = smallestSize(plan);
  if (independent === undefined) return { outcome: "impossible", why: `more than ${MOST} dissatisfied citizens` };
  // n = independent · (1 + (n ÷ counters − 1) · alike), solved for n.
  const rest = 1 - (independent * plan.alike) / plan.counters;
  if (rest <= 0)
    return { outcome: "impossible", why: "too few counters, which are too much alike within: add counters" };
  const dissatisfied = Math.ceil((independent * (1 - plan.alike)) / rest - 1e-9);
  const pairs = Math.ceil(dissatisfied / plan.prevalence);
  const interviews = Math.ceil(pairs / plan.scored);
  const asked = Math.ceil(interviews / plan.response);
  const half = Math.ceil(independent / 2);
  const stops = (recall: number): number => chance(half, recall, (hits) => wilson(hits, half).high < plan.floor);
  return {
    outcome: "possible",
    ...{ independent, dissatisfied, pairs, interviews, asked },
    days: Math.ceil(Math.max(asked / (plan.counters * plan.citizensPerCounterDay), interviews / plan.interviewsPerDay)),
    wrongPass: passChance(independent, plan.floor, plan.floor),
    wrongStop: stops(plan.recall),
    earlyStop: stops(POOR),
  };
}

function smallestSize({ floor, recall, power }: PilotPlan): number | undefined {
  let failed = 0;
  for (let n = 1; n <= MOST; n += 1) {
    if (passChance(n, recall, floor) < power) failed = n;
    if (n - failed >= STEADY) return failed + 1;
  }
  return undefined;
}

/** How probable `n` dissatisfied citizens let a camera of this true recall pass. */
export const passChance = (n: number, recall: number, floor: number): number =>
  chance(n, recall, (hits) => wilson(hits, n).low > floor);

/** Exact: the sum of the binomial probabilities of all counts that `holds`. */
function chance(n: number, p: number, holds: (hits: number) => boolean): number {
  let [sum, logChoose] = [0, 0];
  for (let hits = 0; hits <= n; hits += 1) {
    if (hits > 0) logChoose += Math.log((n - hits + 1) / hits);
    if (holds(hits)) sum += Math.exp(logChoose + hits * Math.log(p) + (n - hits) * Math.log(1 - p));
  }
  return sum;
}
