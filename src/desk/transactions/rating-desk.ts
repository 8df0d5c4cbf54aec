import type { z } from "zod";
import { type EventData, roundTime } from "#contract/event.js";
import type { ratingReplySchema } from "#contract/http.js";
import type { Ledger, TransactionRow } from "#desk/ledger/ledger.js";
import type { RequestMark } from "#desk/ledger/request-answers.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import { identity } from "#desk/transactions/conclude.js";
import type { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import type { Clock } from "#platform/clock.js";

export type RatingParts = {
  readonly ledger: Ledger;
  readonly counter: TransactionDesk;
  readonly clock: Clock;
  readonly policy: () => AppliedPolicy;
};
export type RatingRequest = Pick<EventData["rating"], "rating" | "source"> & { readonly token?: string | undefined };
export type RatingReply = z.infer<typeof ratingReplySchema>;

/** What citizens tap. A tap belongs to the open transaction, or the one just closed, or else to the counter only. */
export class RatingDesk {
  readonly #parts: RatingParts;

  constructor(parts: RatingParts) {
    this.#parts = parts;
  }

  rate(request: RatingRequest, mark?: RequestMark): RatingReply {
    const { ledger, clock } = this.#parts;
    const { policy } = this.#parts.policy();
    const row = this.#transactionOf(request.token, policy.ratingGraceSeconds);
    const rated = roundTime(clock.now(), policy.grainMinutes);
    const { rating, source } = request;
    const answer: RatingReply = { outcome: "recorded", belongsTo: row ? "transaction" : "counter" };
    ledger.commit({
      events: [{ kind: "rating", time: rated, data: { ...(row ? identity(row) : {}), rating, source, rated } }],
      ...(mark ? { answered: { mark, answer } } : {}),
    });
    return answer;
  }

  #transactionOf(token: string | undefined, graceSeconds: number): TransactionRow | undefined {
    const { current, last } = this.#parts.counter;
    const fits = (row: TransactionRow): boolean => token === undefined || row.token === token;
    if (current && fits(current.row)) return current.row;
    if (!last || this.#parts.clock.monotonic() - last.closedAt > graceSeconds * 1_000) return undefined;
    return fits(last.row) ? last.row : undefined;
  }
}
