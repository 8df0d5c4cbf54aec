import type { Filled, Year } from "#commands/simulate/fill-store.js";
import { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { ImportStore } from "#hub/imports/import-store.js";
import { readReportDays } from "#hub/paper/report-days.js";
import { uptimeOf } from "#hub/report/uptime.js";
import type { Sqlite } from "#platform/sqlite.js";
import { addDays, lastFullMonth } from "#simulation/year/calendar.js";
import { certificatesOn } from "#simulation/year/certificates.js";
import { counterName, MISHAPS } from "#simulation/year/made-up-ward.js";
import { simulationWords as words } from "#words/simulation-words.js";
import { bothLanguages, type Words } from "#words/words.js";

type Told = { readonly file: string; readonly year: Year; readonly filled: Filled; readonly db: Sqlite };
type Slots = Readonly<Record<string, string | number>>;

/** What was made, in figures as the hub reads them, and what there is to be found in it. */
export function toldYear({ file, year: { until, days }, filled, db }: Told): string {
  const { transactions, ratings, events } = filled;
  const span = { from: addDays(until, 1 - days).slice(0, 7), to: until.slice(0, 7) };
  const uptime = uptimeOf(readReportDays(db, span))?.reported;
  const certificates = certificatesOn(until);
  const machines = {
    reported: uptime ? `${uptime.percent}%` : "–",
    certified: certificates.filter((one) => one !== null).length,
    counters: certificates.length,
  };
  const months = new Set(new ImportStore(db).counts(span).map(({ month }) => month)).size;
  return [
    `${bothLanguages(words.filled)} ${file}`,
    `  ${transactions} ${bothLanguages(words.counted)}, ${ratings} ${bothLanguages(words.taps)}, ${events} ${bothLanguages(words.events)}`,
    told(words.machines, machines),
    told(words.office, { months, ...new FeedbackShelf(db).states() }),
    bothLanguages(words.story),
    told(words.storyFields, { month: lastFullMonth(until) }),
    ...[words.storyCameras, words.storyMachines, words.storyTaps].map((one) => told(one, STRUCK)),
  ].join("\n");
}

const STRUCK: Slots = {
  ...Object.fromEntries(Object.entries(MISHAPS).map(([name, { counter }]) => [name, counterName(counter)])),
  events: MISHAPS.lost.events,
};

/** Sentences: each language on a line of its own. */
const told = ({ vi, en }: Words, slots: Slots): string => `  ${filled(vi, slots)}\n    ${filled(en, slots)}`;

const filled = (text: string, slots: Slots): string =>
  Object.entries(slots).reduce((so, [slot, value]) => so.replaceAll(`{${slot}}`, String(value)), text);
