import { feedbackCodeSource } from "#contract/feedback.js";
import type { TransactionRow } from "#desk/ledger/ledger.js";
import type { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import type { Clock } from "#platform/clock.js";
import { halfHash } from "#platform/signing.js";

/** Long enough to take out a telephone. */
const SHOWN_MS = 180_000;

/** Where a telephone may tell the hub more about the transaction that closed last, until the next one opens. */
export class FeedbackLinks {
  readonly #hub: string;
  readonly #counter: Pick<TransactionDesk, "current" | "last">;
  readonly #clock: Clock;

  constructor(hub: string, counter: Pick<TransactionDesk, "current" | "last">, clock: Clock) {
    this.#hub = hub;
    this.#counter = counter;
    this.#clock = clock;
  }

  last(): { readonly row: TransactionRow; readonly url: string } | undefined {
    const { current, last } = this.#counter;
    if (current || !last || this.#clock.monotonic() - last.closedAt > SHOWN_MS) return undefined;
    // After the '#', which no browser sends: the code is in no log of any server.
    return { row: last.row, url: `${this.#hub}/feedback#${halfHash(feedbackCodeSource(last.row.token))}` };
  }
}
