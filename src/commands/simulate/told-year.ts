import type { Filled, Year } from "#commands/simulate/fill-store.js";
import { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { ImportStore } from "#hub/imports/import-store.js";
import { readReportDays } from "#hub/paper/report-days.js";
import { uptimeOf } from "#hub/report/uptime.js";
import type { Sqlite } from "#platform/sqlite.js";
import { addDays, bustleOf, daysUntil, lastFullMonth } from "#simulation/year/calendar.js";
import { certificatesOn } from "#simulation/year/certificates.js";
import { counterName, MISHAPS } from "#simulation/year/made-up-ward.js";
import { simulationWords as words } from "#words/simulation-words.js";
import { bothLanguages, type Words } from "#words/words.js";

type Told = {
  readonly file: string;
  readonly year: Year;
  readonly filled: Filled;
  readonly db: Sqlite;
  readonly enrolled: ReadonlySet<string>;
};
type Slots = Readonly<Record<string, string | number>>;

/** What was made, in figures as the hub reads them, and what there is to be found in it. */
export function toldYear({ file, year: { until, days }, filled, db, enrolled }: Told): string {
  const { transactions, ratings, events } = filled;
  const span = { from: addDays(until, 1 - days).slice(0, 7), to: until.slice(0, 7) };
  const uptime = uptimeOf(readReportDays(db, span, enrolled))?.reported;
  const certificates = certificatesOn(until);
  const certified = certificates.filter((one) => one !== null).length;
  const machines = { reported: uptime ? `${uptime.percent}%` : "–", certified, counters: certificates.length };
  const months = new Set(new ImportStore(db).counts(span).map(({ month }) => month)).size;
  return [
    `${bothLanguages(words.filled)} ${file}`,
    `  ${transactions} ${bothLanguages(words.counted)}, ${ratings} ${bothLanguages(words.taps)}, ${events} ${bothLanguages(words.events)}`,
    told(words.machines, machines),
    told(words.office, { months, ...new FeedbackShelf(db).states() }),
    ...storyOf(until, days),
  ].join("\n");
}

/** Of a filling that is too short for it nothing is told. */
function storyOf(until: string, days: number): string[] {
  const open = daysUntil(until, days).filter((day) => bustleOf(day) > 0).length;
  const month = lastFullMonth(until);
  const begun = Object.entries(MISHAPS).filter(([, mishap]) => ("from" in mishap ? mishap.from : mishap.at) < open);
  const lines = [
    ...(addDays(until, 1 - days) <= `${month}-01` ? [told(words.storyFields, { month })] : []),
    ...begun.map(([name, { counter, ...mishap }]) =>
      told(words[`story_${name as keyof typeof MISHAPS}`], {
        counter: counterName(counter),
        events: "events" in mishap ? mishap.events : 0,
      }),
    ),
  ];
  return lines.length === 0 ? [] : [bothLanguages(words.story), ...lines];
}

/** Sentences: each language on a line of its own. */
const told = ({ vi, en }: Words, slots: Slots): string =>
  `  ${filled(vi, slots).replace(/(\d)\.(\d)/g, "$1,$2")}\n    ${filled(en, slots)}`;

const filled = (text: string, slots: Slots): string =>
  Object.entries(slots).reduce((so, [slot, value]) => so.replaceAll(`{${slot}}`, String(value)), text);
