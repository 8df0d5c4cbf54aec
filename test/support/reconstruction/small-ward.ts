import { RATINGS } from "#contract/rating-scale.js";
import type { Band } from "#hub/report/cell.js";
import { choosePairs } from "#hub/report/lattice/choose-pairs.js";
import { countCell } from "#hub/report/lattice/count-cell.js";
import { type Cut, cutMonth, cutTogether, cutWeek } from "#hub/report/lattice/cut-cells.js";
import type { Unit } from "#hub/report/lattice/unit.js";
import { createRandom } from "#simulation/random.js";
import type { Citizen, Figure } from "./attack.js";

/** One unit of a small ward, and when it came: weeks of one month, from 0. */
export type Served = { readonly unit: Unit; readonly week: number; readonly arrived: number };
export type WardShape = {
  readonly seed: number;
  readonly perWeek: number;
  readonly tapShare: number;
  readonly scoreShare: number;
};

export const WEEKS = 4;
/** One score to each level, so that a cell's sums tell how many were on each; most are neutral. */
export const VALUES = [25, 50, 80];
const SCORES = [50, 50, 50, 50, 50, 50, 80, 80, 25];
const TAPS = ["very_satisfied", "very_satisfied", "very_satisfied", "satisfied", "satisfied", "dissatisfied"] as const;
const FIELDS = ["tu-phap", "tu-phap", "dat-dai", "y-te"];
const BANDS: readonly Band[] = ["early", "morning", "afternoon", "late"];

export function smallWard({ seed, perWeek, tapShare, scoreShare }: WardShape): Served[] {
  const random = createRandom(seed, 0);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random.next() * from.length)] as T;
  return Array.from({ length: WEEKS * perWeek }, (_, i): Served => {
    const week = i % WEEKS;
    const field = pick(FIELDS);
    const [scored, tapped] = [random.next() < scoreShare, random.next() < tapShare];
    const isTapAlone = random.next() < 0.05;
    return {
      week,
      arrived: random.next() < 0.1 ? week + 1 + Math.floor(random.next() * 3) : week,
      unit: {
        outcome: isTapAlone ? null : 2 * i,
        tap: tapped || isTapAlone ? 2 * i + 1 : null,
        field,
        procedure: `${field}-${pick([1, 1, 2])}`,
        band: pick(BANDS),
        score: scored && !isTapAlone ? pick(SCORES) : null,
        reason: scored || isTapAlone ? null : "dark",
        rating: tapped || isTapAlone ? pick(TAPS) : null,
        rated: tapped && !isTapAlone,
      },
    };
  });
}

/** Every fifth of those who have both comes as two: the tap is late, and of a transaction that may be in a cell already. */
export function halved(ward: readonly Served[]): Served[] {
  let both = 0;
  return ward.flatMap((served): Served[] => {
    const { unit, arrived } = served;
    if (unit.outcome === null || unit.tap === null || both++ % 5 > 0) return [served];
    const alone = { ...unit, tap: null, rating: null };
    const late = { ...unit, outcome: null, score: null, reason: null, rated: false };
    return [
      { ...served, unit: alone },
      { ...served, unit: late, arrived: arrived + 1 },
    ];
  });
}

export const citizensOf = (ward: readonly Served[]): Citizen[] =>
  ward.map(({ unit: { rating, score } }) => ({ tap: rating === null ? null : RATINGS.indexOf(rating), score }));

type How = {
  /** As soon as anything is due, not when a week has ended. */
  readonly batch?: boolean;
  /** In that week the store is given back as it was that many weeks before. */
  readonly restored?: { readonly in: number; readonly weeks: number };
};

/** What our rule publishes, week after week, then at the month's end, then of what came late; `kOf` a week. */
export function publishCells(ward: readonly Served[], kOf: (week: number) => number, how: How = {}): Figure[] {
  const placeOf = new Map(ward.map(({ unit }, i) => [unit, i]));
  let open = [...ward];
  const copies: { readonly open: readonly Served[]; readonly made: number }[] = [];
  const cuts: Cut[] = [];
  const release = (which: (served: Served) => boolean, cut: (units: readonly Unit[]) => readonly Cut[]): void => {
    const made = cut(open.filter(which).map(({ unit }) => unit));
    const held = new Set(made.flatMap(({ units }) => units));
    open = open.filter(({ unit }) => !held.has(unit));
    cuts.push(...made);
  };
  let unpaired: { id: number; inside: ReturnType<typeof countCell>["inside"] }[] = [];
  const pairs: Figure[] = [];
  for (let now = 0; now < WEEKS + 4; now += 1) {
    const before = cuts.length;
    copies.push({ open, made: before });
    // Of the weeks of which anything was released by then nothing is any more.
    const copy = how.restored?.in === now ? copies[now - how.restored.weeks] : undefined;
    if (copy) {
      open = copy.open.filter(({ week }) => week > Math.min(now, WEEKS) - 1);
      unpaired = unpaired.filter(({ id }) => id < copy.made);
    }
    for (let week = 0; week <= Math.min(now, WEEKS - 1); week += 1)
      release(
        (one) => one.week === week && one.arrived <= now,
        (units) => (how.batch ? cutTogether : cutWeek)(units, kOf(now)),
      );
    if (now >= WEEKS)
      release(
        (one) => one.arrived <= now,
        (units) => cutMonth(units, kOf(now)),
      );
    for (const [i, { units }] of cuts.slice(before).entries())
      unpaired.push({ id: before + i, inside: countCell(units).inside });
    const group = now >= WEEKS ? choosePairs(unpaired, kOf(now)) : undefined;
    if (!group) continue;
    unpaired = unpaired.filter(({ id }) => !group.ids.includes(id));
    pairs.push({ members: group.ids.flatMap((id) => placesOf(cuts[id]?.units ?? [], placeOf)), pairs: true });
  }
  return [...cuts.map(({ units }) => ({ members: placesOf(units, placeOf), taps: true, scores: true })), ...pairs];
}

const placesOf = (units: readonly Unit[], placeOf: ReadonlyMap<Unit, number>): number[] =>
  units.map((unit) => placeOf.get(unit) ?? -1);

/** What a rule publishes that only counts to k: every table, every week, of all until then. */
export function publishNaively(ward: readonly Served[], k: number): Figure[] {
  const keys = [
    () => "ward",
    ({ unit }: Served) => `${unit.field}`,
    ({ unit }: Served) => `${unit.procedure}`,
    ({ unit }: Served) => `${unit.band}`,
    ({ week }: Served) => `${week}`,
    ({ unit, week }: Served) => `${unit.field}/${week}`,
  ];
  return Array.from({ length: WEEKS + 4 }, (_, now) =>
    keys.flatMap((keyOf) => {
      const tables = new Map<string, number[]>();
      for (const [i, one] of ward.entries())
        if (one.arrived <= now) tables.set(keyOf(one), [...(tables.get(keyOf(one)) ?? []), i]);
      return [...tables.values()].filter((members) => members.length >= k);
    }),
  )
    .flat()
    .map((members) => ({ members, taps: true, scores: true, pairs: true }));
}
