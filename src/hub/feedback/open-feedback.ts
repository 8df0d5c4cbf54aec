import { CodeBook } from "#hub/feedback/code-book.js";
import { FeedbackBox } from "#hub/feedback/feedback-box.js";
import { FeedbackPage } from "#hub/feedback/feedback-page.js";
import type { FeedbackParts } from "#hub/feedback/feedback-routes.js";
import { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { Senders } from "#hub/feedback/senders.js";
import { Tickets } from "#hub/feedback/tickets.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { Clock } from "#platform/clock.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import type { Sqlite } from "#platform/sqlite.js";
import { pause } from "#platform/tasks.js";

type Parts = {
  readonly db: Sqlite;
  readonly store: Pick<EventStore, "newestTokens">;
  readonly clock: Clock;
  readonly log: Logger;
};
export type Feedback = FeedbackParts & { readonly run: (signal: AbortSignal) => Promise<void> };

const EVERY_MS = 15_000;

export function openFeedback({ db, store, clock, log }: Parts): Feedback {
  const shelf = new FeedbackShelf(db);
  const [senders, unknown] = [new Senders(clock), new Senders(clock)];
  const box = new FeedbackBox({ db, shelf, codes: new CodeBook(store), senders, unknown, clock });
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      // A disk that is full, or a database that is away, is another part's to report: what waits goes on waiting.
      await box.settle().catch((error) => log.warn({ event: "feedback.not_settled", error: messageOf(error) }));
      await pause(EVERY_MS, signal);
    }
  };
  return { box, shelf, tickets: new Tickets(clock), page: new FeedbackPage(), run };
}
