import type { CityNews } from "#contract/city.js";
import type { CellsInbox } from "#hub/city/cells-inbox.js";
import type { KnownWard } from "#hub/city/city-store.js";
import type { Wards } from "#hub/city/wards-file.js";

type Sources = {
  readonly listed: Wards;
  readonly known: readonly KnownWard[];
  readonly refused: CellsInbox["standing"];
  readonly now: number;
};

/** As the alert HailongWardSilent: cells come weekly, and a week of holidays is no fault. */
export const SILENT_DAYS = 14;

/** Of each ward that is listed, was heard, or that somebody speaks for: what came last, and what is amiss. */
export function wardNews({ listed, known, refused, now }: Sources): CityNews["wards"] {
  const heard = new Map(known.map((one) => [one.ward, one]));
  return [...new Set([...listed.keys(), ...heard.keys(), ...refused.keys()])].sort().map((ward) => {
    const { newest = null, lastMonth = null } = heard.get(ward) ?? {};
    const standing = listed.has(ward) ? standingOf(newest, now) : "unlisted";
    const name = listed.get(ward)?.name ?? null;
    return { ward, name, standing, newest, lastMonth, refused: [...(refused.get(ward) ?? [])].sort() };
  });
}

function standingOf(newest: string | null, now: number): "nothing" | "silent" | "heard" {
  if (newest === null) return "nothing";
  return now - Date.parse(newest) > SILENT_DAYS * 86_400_000 ? "silent" : "heard";
}
