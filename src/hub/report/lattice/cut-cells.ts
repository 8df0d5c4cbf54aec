import type { Band } from "#hub/report/cell.js";
import { isDue } from "#hub/report/lattice/due.js";
import { split } from "#hub/report/lattice/split.js";
import type { Unit } from "#hub/report/lattice/unit.js";

/** A cell before it is counted. */
export type Cut = {
  readonly field: string | null;
  readonly procedure: string | null;
  readonly band: Band | null;
  readonly units: readonly Unit[];
};

const field = (unit: Unit): string | null => unit.field;

/** Of a week: a field that is not due waits for its month. */
export function cutWeek(units: readonly Unit[], k: number): readonly Cut[] {
  const fields = new Set(units.map(field));
  return [...fields].flatMap((name) => {
    const group = units.filter((unit) => field(unit) === name);
    return isDue(group, k) ? finer(name, group, k) : [];
  });
}

/** Fields that are not due stand together. */
export const cutTogether = (units: readonly Unit[], k: number): readonly Cut[] => cutOf(units, k).cuts;

/** What a month has left. As a last resort those with a score wait, or those with a tap, where they are what is too few. */
export function cutMonth(units: readonly Unit[], k: number): readonly Cut[] {
  const { cuts, left } = cutOf(units, k);
  const without = [left.filter(({ score }) => score === null), left.filter(({ rating }) => rating === null)];
  const others = without.find((group) => isDue(group, k));
  return others ? [...cuts, whole(others)] : cuts;
}

function cutOf(units: readonly Unit[], k: number): { readonly cuts: readonly Cut[]; readonly left: readonly Unit[] } {
  const { parts, left } = split(units, field, k);
  return { cuts: parts.flatMap(({ key, units: group }) => finer(key, group, k)), left };
}

const whole = (units: readonly Unit[]): Cut => ({ field: null, procedure: null, band: null, units });

/** By procedure, then by part of the day, as far as it goes. Several fields together stay together. */
function finer(of: string | null, units: readonly Unit[], k: number): readonly Cut[] {
  if (of === null) return [whole(units)];
  return split(units, ({ procedure }) => procedure, k).parts.flatMap(({ key: procedure, units: group }) =>
    split(group, ({ band }) => band, k).parts.map(
      (part): Cut => ({ field: of, procedure, band: part.key as Band | null, units: part.units }),
    ),
  );
}
