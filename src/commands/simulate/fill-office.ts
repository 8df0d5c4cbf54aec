import type { Filled, Year } from "#commands/simulate/fill-store.js";
import { REPLACE_ALL } from "#contract/imports.js";
import { RATINGS } from "#contract/rating-scale.js";
import { countRating } from "#hub/feedback/feedback-figures.js";
import { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { hashOfReceipt, newReceiptCode } from "#hub/feedback/receipt-code.js";
import { ImportStore } from "#hub/imports/import-store.js";
import type { Sqlite } from "#platform/sqlite.js";
import { createRandom, type Random } from "#simulation/random.js";
import { addDays, bustleOf, daysUntil, momentOf } from "#simulation/year/calendar.js";
import { dossierCounts, dueDossiers } from "#simulation/year/dossier-counts.js";
import { FEEDBACK } from "#simulation/year/feedback-words.js";

const FEEDBACK_DAYS = 70;
/** Of those who scan the code. */
const SCANNED = 240;

/** What an office would have brought in and been told besides. No account is made: people make their own. */
export function fillOffice(db: Sqlite, { until, days, seed }: Year, { served }: Pick<Filled, "served">): void {
  const random = createRandom(seed, -10);
  const first = addDays(until, 1 - days);
  const from = first.endsWith("-01") ? first.slice(0, 7) : `${first.slice(0, 7)}~`;
  const rows = dossierCounts(served, { from, before: addDays(until, 1).slice(0, 7) }, random);
  const imports = new ImportStore(db);
  for (const month of new Set(rows.map((row) => row.month))) {
    const brought = [openDayAfter(`${month}-28`, 7), until].sort()[0] as string;
    imports.store({ kind: "counts", rows: rows.filter((row) => row.month === month) }, nowOf(brought), {
      replace: REPLACE_ALL,
    });
  }
  imports.store({ kind: "due", rows: dueDossiers(until, random) }, nowOf(until));
  fillFeedback(db, until, random);
}

function openDayAfter(day: string, days: number): string {
  const after = addDays(day, days);
  return bustleOf(after) > 0 ? after : openDayAfter(day, days + 1);
}

const nowOf = (until: string): string => `${new Date(momentOf(until, 16)).toISOString().slice(0, 19)}Z`;

function fillFeedback(db: Sqlite, until: string, random: Random): void {
  const shelf = new FeedbackShelf(db);
  const days = daysUntil(until, FEEDBACK_DAYS);
  FEEDBACK.forEach(({ topic, words }, i) => {
    const day = days[Math.floor(((i + random.next()) / FEEDBACK.length) * days.length)] ?? until;
    shelf.put({ day, topic, words, receipt: hashOfReceipt(newReceiptCode()) });
  });
  for (const item of shelf.list({ most: 200, page: 1 })) {
    const { reply, closed } = FEEDBACK.find(({ words }) => words === item.words) ?? {};
    const [answeredOn, closedOn] = [openDayAfter(item.day, 3), openDayAfter(item.day, 8)];
    if (item.state !== "received") continue;
    if (reply && answeredOn <= until) shelf.answer(item.id, { ...reply, replace: false }, "van-phong", answeredOn);
    if (closed && closedOn <= until) shelf.close(item.id, closedOn);
  }
  for (let i = 0; i < SCANNED; i += 1) {
    const drawn = random.next();
    const rating = RATINGS[drawn < 0.06 ? 0 : drawn < 0.62 ? 1 : 2] ?? "satisfied";
    const month = days[Math.floor(random.next() * days.length)]?.slice(0, 7) ?? until.slice(0, 7);
    const source = random.chance(0.7) ? "coded" : "static";
    countRating(db, { month, source, rating, topic: FEEDBACK[i % FEEDBACK.length]?.topic ?? "other" });
  }
}
