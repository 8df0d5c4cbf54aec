import type { FleetView } from "#contract/fleet.js";
import { needsTechnician } from "#hub/fleet/concerns.js";
import type { WardState } from "#hub/report/views/notes.js";
import type { Gap } from "#hub/store/chain.js";

/** What is so now of machines and chains, for the notes of any period. */
export const wardStateOf = (
  { desks }: FleetView,
  gaps: readonly Gap[],
): Pick<WardState, "needTechnician" | "offline" | "missingEvents"> => ({
  needTechnician: [...new Set(desks.filter(({ concerns }) => needsTechnician(concerns)).map(({ counter }) => counter))],
  offline: desks
    .filter(({ concerns }) => concerns.length > 0 && !needsTechnician(concerns))
    .map(({ counter }) => counter),
  missingEvents: gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0),
});
