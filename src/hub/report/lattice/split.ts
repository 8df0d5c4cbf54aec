import { isDue, isLarge, isMixed } from "#hub/report/lattice/due.js";
import type { Unit } from "#hub/report/lattice/unit.js";

/** Key null: of several keys together, or of none. */
type Group = { readonly key: string | null; readonly units: readonly Unit[] };
export type Split = { readonly parts: readonly Group[]; readonly left: readonly Unit[] };

/**
 * Takes units apart by a key, as far as every part is due. First by their numbers alone, which whoever was there knows
 * too; then by their answers. Parts that may not stand alone stand together; when that is not due either, the smallest part
 * that is joins them. `left`: what is not due even so; nothing, where all together are due.
 */
export function split(units: readonly Unit[], keyOf: (unit: Unit) => string | null, k: number): Split {
  const named = groupsOf(units, keyOf);
  const byNumbers = gather(named, (group) => isLarge(group, k));
  const { standing, rest } = gather(byNumbers, (group) => isLarge(group, k) && isMixed(group, k));
  const isRestDue = rest.length > 0 && isDue(rest, k);
  return {
    parts: isRestDue ? [...standing, { key: oneKeyOf(rest, keyOf), units: rest }] : standing,
    left: isRestDue ? [] : rest,
  };
}

type Gathered = { readonly standing: readonly Group[]; readonly rest: readonly Unit[] };

function gather(from: Gathered, mayStand: (units: readonly Unit[]) => boolean): Gathered {
  const [standing, fallen] = [
    from.standing.filter((g) => mayStand(g.units)),
    from.standing.filter((g) => !mayStand(g.units)),
  ];
  let rest = [...from.rest, ...fallen.flatMap(({ units }) => units)];
  while (rest.length > 0 && !mayStand(rest)) {
    const smallest = standing.pop();
    if (!smallest) break;
    rest = [...rest, ...smallest.units];
  }
  return { standing, rest };
}

/** Those with a key, the largest first; those without one are the rest from the beginning. */
function groupsOf(units: readonly Unit[], keyOf: (unit: Unit) => string | null): Gathered {
  const groups = new Map<string | null, Unit[]>();
  for (const unit of units) {
    const group = groups.get(keyOf(unit));
    if (group) group.push(unit);
    else groups.set(keyOf(unit), [unit]);
  }
  const rest = groups.get(null) ?? [];
  groups.delete(null);
  const standing = [...groups].map(([key, group]) => ({ key, units: group }));
  return { standing: standing.sort((a, b) => b.units.length - a.units.length || order(a.key, b.key)), rest };
}

const order = (a: string | null, b: string | null): number => ((a ?? "") < (b ?? "") ? -1 : 1);

function oneKeyOf(units: readonly Unit[], keyOf: (unit: Unit) => string | null): string | null {
  const keys = new Set(units.map(keyOf));
  return keys.size === 1 ? ([...keys][0] ?? null) : null;
}
