import { type AbstentionReason, type EventData, roundTime } from "#contract/event.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { NewEvent } from "#desk/ledger/chain.js";
import { NO_WINDOW } from "#desk/scoring/window-result.js";
import { meetCitizen } from "#simulation/citizen.js";
import type { Random } from "#simulation/random.js";
import { SCENARIO } from "#simulation/scenario.js";
import { arrivalHour, bustleOf, momentOf } from "#simulation/year/calendar.js";
import { COUNTERS, FIELDS, happens, MISHAPS } from "#simulation/year/made-up-ward.js";
import type { Sitting } from "#simulation/year/windows.js";

/** An event of a counter (1 …) as it was made, `at` in ms since the Unix epoch. */
export type MadeUp = { readonly counter: number; readonly at: number; readonly event: NewEvent };
export type DayPlan = {
  readonly day: string;
  /** Days on which the office is open until the last one, 0 for that. */
  readonly before: number;
  /** In the last month that is over. */
  readonly lately: boolean;
  readonly perDay: number;
  readonly windows: (level: Sitting["truth"], random: Random) => Sitting;
  readonly random: Random;
};

const MODEL = "5".repeat(64);
const time = (at: number): string => roundTime(at, DEFAULT_POLICY.grainMinutes);

/** What the counters of the made-up ward sign on one day, in the order of time; nothing when the office is closed. */
export function playDay(plan: DayPlan): MadeUp[] {
  const { day, random } = plan;
  const bustle = bustleOf(day);
  if (bustle === 0) return [];
  const expected = plan.perDay * bustle;
  const citizens = Math.max(0, Math.round(expected + Math.sqrt(expected) * random.normal()));
  const served = Array.from({ length: citizens }, () => serve(plan)).flat();
  return [...served, ...emptyTaps(plan)].sort((a, b) => a.at - b.at);
}

function serve(plan: DayPlan): MadeUp[] {
  const { day, random, lately } = plan;
  const [field, { truth, lately: worse, counters, procedures }] = pick(
    Object.entries(FIELDS),
    ([, { share }]) => share,
    random,
  );
  const [procedure] = pick(Object.entries(procedures), ([, weight]) => weight, random);
  const open = counters.filter((counter) => !happens("outage", counter, plan.before));
  const counter = open[Math.floor(random.next() * open.length)];
  if (counter === undefined) return [];
  const habits = COUNTERS[counter - 1] as (typeof COUNTERS)[number];
  const citizen = meetCitizen({ ...SCENARIO.informative, ...habits, truth: (lately && worse) || truth }, random);
  const sitting = plan.windows(citizen.truth, random);
  const openedAt = momentOf(day, arrivalHour(day, random.next(), random.next()));
  const at = openedAt + sitting.seconds * 1_000;
  const about = { token: tokenFrom(random), procedure, field };
  const made = (event: NewEvent, seconds = 0): MadeUp => ({ counter, at: at + seconds * 1_000, event });
  const span = { opened: time(openedAt), closed: time(at) };
  if (random.chance(0.015)) return [made({ kind: "cancelled", time: time(at), data: { ...about, ...span } })];
  const why = notScored({ procedure, counter, consents: citizen.consents }, plan);
  const facts = { ...about, ...span, closedBy: closedBy(random), policy: 0 };
  const ending = made(concluded(facts, why, sitting));
  const { rating } = citizen;
  if (rating === undefined) return [ending];
  const seconds = 6 + 30 * random.next();
  const ratedAt = time(at + seconds * 1_000);
  const tapped = { soon: random.chance(0.004), zoneEmpty: random.chance(0.008) };
  // Some taps come too late to belong to anybody.
  const whose = random.chance(0.012) ? {} : about;
  const data: EventData["rating"] = { ...whose, rating, source: "page", rated: ratedAt, tapped };
  return [ending, made({ kind: "rating", time: ratedAt, data }, seconds)];
}

type Facts = Omit<EventData["abstention"], "windowSeconds" | "coverage" | "reasonSeconds" | "reason">;

function concluded(facts: Facts, why: AbstentionReason | undefined, { result, seconds }: Sitting): NewEvent {
  const abstain = (data: Omit<EventData["abstention"], keyof Facts>): NewEvent => ({
    kind: "abstention",
    time: facts.closed,
    data: { ...facts, ...data },
  });
  const windowSeconds = Math.round(seconds);
  if (why === "dark" || why === "static_image")
    return abstain({ windowSeconds, coverage: 0, reasonSeconds: { [why]: windowSeconds }, reason: why });
  if (why) return abstain({ ...NO_WINDOW, reason: why });
  const { outcome: _, ...read } = result;
  if (result.outcome === "abstention") return abstain(read as Omit<EventData["abstention"], keyof Facts>);
  const scored = read as Omit<typeof result, "outcome">;
  return {
    kind: "score",
    time: facts.closed,
    data: { ...facts, ...scored, level: null, mode: "advisory", model: MODEL },
  };
}

type Case = { readonly procedure: string; readonly counter: number; readonly consents: boolean };

/** What the real rules would say before they look at the window; a camera that sees nothing, or ever less, last. */
function notScored({ procedure, counter, consents }: Case, { random, before }: DayPlan): AbstentionReason | undefined {
  if (DEFAULT_POLICY.excludedProcedures.includes(procedure)) return "excluded_procedure";
  if (!consents) return "no_consent";
  if (random.chance(0.01)) return "opted_out";
  if (random.chance(0.004)) return "eye_down";
  if (random.chance(0.001)) return "static_image";
  if (happens("blind", counter, before)) return "eye_down";
  const { drifting } = MISHAPS;
  if (counter !== drifting.counter || before > drifting.from) return undefined;
  return random.chance(0.15 + 0.65 * (1 - before / drifting.from)) ? "dark" : undefined;
}

function emptyTaps({ day, before }: DayPlan): MadeUp[] {
  const { counter, at, taps } = MISHAPS.emptyTaps;
  if (before !== at) return [];
  return Array.from({ length: taps }, (_, i) => {
    const tapAt = momentOf(day, 11.1) + i * 4_000;
    const data: EventData["rating"] = {
      rating: "very_satisfied",
      source: "page",
      rated: time(tapAt),
      tapped: { zoneEmpty: true },
    };
    return { counter, at: tapAt, event: { kind: "rating", time: time(tapAt), data } };
  });
}

function closedBy(random: Random): EventData["score"]["closedBy"] {
  const drawn = random.next();
  return drawn < 0.93 ? "close" : drawn < 0.995 ? "superseded" : "expired";
}

/** The same for the same seed: no secret, for nobody keeps a dossier beside it. */
const tokenFrom = (random: Random): string =>
  Buffer.from(Array.from({ length: 16 }, () => Math.floor(random.next() * 256))).toString("base64url");

function pick<T>(list: readonly T[], weightOf: (one: T) => number, random: Random): T {
  let left = random.next() * list.reduce((sum, one) => sum + weightOf(one), 0);
  for (const one of list) {
    left -= weightOf(one);
    if (left < 0) return one;
  }
  return list.at(-1) as T;
}
