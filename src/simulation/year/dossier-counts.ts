import type { Random } from "#simulation/random.js";
import { addDays } from "#simulation/year/calendar.js";

export type ServedCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;
export type DossierCounts = {
  readonly month: string;
  readonly field: string;
  readonly procedure: null;
  readonly received: number;
  readonly resolved: number;
  readonly overdue: number;
  readonly complaints: number;
  readonly disliked: null;
};

/** Of a hundred dossiers. Land takes long, and is complained about. */
const OVERDUE: Readonly<Record<string, number>> = { "dat-dai": 6.5, "xay-dung": 3.5, "bao-tro-xa-hoi": 2 };

/** Only whole months are imported. */
type Months = { readonly from: string; readonly before: string };

/** What the one-stop system would have counted where so many were served: some are served twice, some come by post. */
export function dossierCounts(served: ServedCounts, { from, before }: Months, random: Random): DossierCounts[] {
  return [...served]
    .filter(([month]) => from <= month && month < before)
    .flatMap(([month, fields]) =>
      [...fields].map(([field, n]) => {
        const received = Math.round(n * (1.02 + 0.08 * random.next()));
        const resolved = Math.round(received * (0.95 + 0.04 * random.next()));
        const overdue = Math.round((resolved * (OVERDUE[field] ?? 0.6) * (0.7 + 0.6 * random.next())) / 100);
        const complaints = random.chance(0.25) ? 1 : 0;
        return { month, field, procedure: null, received, resolved, overdue, complaints, disliked: null };
      }),
    );
}

export type DueDossier = {
  readonly reference: string;
  readonly procedure: string;
  readonly due: string;
  readonly done: string | null;
};

/** Dossiers that are late on that day, and some that are not. */
export const dueDossiers = (until: string, random: Random): DueDossier[] =>
  Array.from({ length: 14 }, (_, i) => {
    const procedure = ["bien-dong-dat-dai", "cap-giay-chung-nhan-dat", "phep-xay-dung"][i % 3] ?? "so-nha";
    const due = addDays(until, 4 - i - Math.floor(3 * random.next()));
    const done = due < until && random.chance(0.4) ? addDays(due, -1) : null;
    return { reference: `${120 + 7 * i}/${until.slice(0, 4)}`, procedure, due, done };
  });
