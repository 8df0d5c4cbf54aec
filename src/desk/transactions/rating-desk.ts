import type { z } from "zod";
import { type EventData, roundTime } from "#contract/event.js";
import type { ratingReplySchema } from "#contract/http.js";
import type { NewEvent } from "#desk/ledger/chain.js";
import type { Ledger, TransactionRow } from "#desk/ledger/ledger.js";
import type { RequestMark } from "#desk/ledger/request-answers.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import { identity } from "#desk/transactions/conclude.js";
import type { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import type { ZoneWatch } from "#desk/transactions/zone-watch.js";
import type { Clock } from "#platform/clock.js";
import { AppError, isErrorCode } from "#platform/errors.js";

export type RatingParts = {
  readonly ledger: Ledger;
  readonly counter: TransactionDesk;
  readonly zone: ZoneWatch;
  readonly clock: Clock;
  readonly policy: () => AppliedPolicy;
};
export type RatingRequest = Pick<EventData["rating"], "rating" | "source" | "step"> & {
  /** The transaction meant; `null`: none, it is the counter's. Without it the one open or just closed. */
  readonly token?: string | null | undefined;
  /** Where it may be taken back for longer than the policy says, because the citizen is still asked something. */
  readonly undoSeconds?: number;
};
export type RatingReply = z.infer<typeof ratingReplySchema>;
/** A transaction that a tap may belong to; `openedAt`: monotonic ms. */
type Rateable = { readonly row: TransactionRow; readonly openedAt: number };
/** `until`: monotonic ms. */
type Undoable = { readonly data: EventData["rating"]; readonly until: number };

/** A tap so soon after the opening says nothing about a service that has hardly begun. */
const SOON_MS = 2_000;
const EMPTY_MS = 2_000;

/**
 * What citizens tap. A tap belongs to the open transaction, or the one just closed, or else to the counter only. For the
 * undo time it waits in the ledger, where another replaces it; then it becomes the one signed event. What was taken back
 * never leaves the desk.
 */
export class RatingDesk {
  readonly #parts: RatingParts;
  #undoable: Undoable | undefined;
  /** Transactions that have their rating: only the open one and the last can be asked for again. */
  #rated: readonly string[] = [];
  #settledAt: number | undefined;

  constructor(parts: RatingParts) {
    this.#parts = parts;
    const left = parts.ledger.undoable;
    // Of a desk that was killed: whoever tapped it cannot be asked again.
    if (left) this.#undoable = { data: left, until: 0 };
    this.settle();
  }

  /** For how many ms the last tap can still be taken back; undefined when there is none to take back. */
  get undoMs(): number | undefined {
    return this.#undoable && Math.max(0, this.#undoable.until - this.#parts.clock.monotonic());
  }

  /** When the last tap became final, monotonic ms. */
  get settledAt(): number | undefined {
    return this.#settledAt;
  }

  /** Whether a tap for this transaction would be refused. */
  isRated({ token }: TransactionRow): boolean {
    return this.#rated.includes(token);
  }

  rate(request: RatingRequest, mark?: RequestMark): RatingReply {
    this.tick();
    const { ledger, clock } = this.#parts;
    const { policy } = this.#parts.policy();
    const transaction = this.#transactionOf(request.token, policy.ratingGraceSeconds);
    const row = transaction?.row;
    if (row && this.isRated(row)) throw new AppError("rating.given", "this transaction has its rating");
    const { rating, source, step } = request;
    const rated = roundTime(clock.now(), policy.grainMinutes);
    const about = { ...(row ? identity(row) : {}), ...this.#tapped(transaction) };
    const data = { ...about, rating, source, ...(step ? { step } : {}), rated };
    const answer: RatingReply = { outcome: "recorded", belongsTo: row ? "transaction" : "counter" };
    const waiting = this.#undoable?.data;
    const final = waiting && waiting.token !== data.token ? [waiting] : [];
    const seconds = Math.max(policy.ratingUndoSeconds, request.undoSeconds ?? 0);
    if (seconds === 0) final.push(data);
    ledger.commit({
      events: final.map(eventOf),
      undoable: seconds > 0 ? data : null,
      ...(mark ? { answered: { mark, answer } } : {}),
    });
    this.#undoable = seconds > 0 ? { data, until: clock.monotonic() + seconds * 1_000 } : undefined;
    for (const each of final) this.#remember(each);
    return answer;
  }

  /** Takes the last tap back, as if it had never been. Throws `rating.given` when it stands. */
  undo(): void {
    this.tick();
    if (!this.#undoable) throw new AppError("rating.given", "there is no tap that could be taken back");
    this.#parts.ledger.commit({ undoable: null });
    this.#undoable = undefined;
  }

  /** Adds the reason that the citizen tapped, which makes the rating final. */
  explain(reason: string): void {
    this.tick();
    if (!this.#undoable) throw new AppError("rating.given", "there is no tap that could be explained");
    this.#conclude({ ...this.#undoable.data, reason });
  }

  /** Call it about twice a second. */
  tick(): void {
    const undoable = this.#undoable;
    if (!undoable) return;
    const { current } = this.#parts.counter;
    // The next citizen must not be able to take back what the one before has tapped.
    const next = current !== undefined && current.row.token !== undoable.data.token;
    if (next || this.#parts.clock.monotonic() >= undoable.until) this.settle();
  }

  /** The undo time is over, or the desk ends. On a full disk the tap stays where it is, and `tick` tries again. */
  settle(): void {
    const undoable = this.#undoable;
    if (!undoable) return;
    try {
      this.#conclude(undoable.data);
    } catch (error) {
      if (!isErrorCode(error, "ledger.full")) throw error;
    }
  }

  #conclude(data: EventData["rating"]): void {
    this.#parts.ledger.commit({ events: [eventOf(data)], undoable: null });
    this.#undoable = undefined;
    this.#remember(data);
  }

  #remember({ token }: EventData["rating"]): void {
    this.#settledAt = this.#parts.clock.monotonic();
    if (token !== undefined) this.#rated = [...this.#rated.slice(-1), token];
  }

  #transactionOf(token: RatingRequest["token"], graceSeconds: number): Rateable | undefined {
    const { current, last } = this.#parts.counter;
    const fits = (row: TransactionRow): boolean => token === undefined || row.token === token;
    if (current && fits(current.row)) return current;
    if (!last || this.#parts.clock.monotonic() - last.closedAt > graceSeconds * 1_000) return undefined;
    return fits(last.row) ? last : undefined;
  }

  /** How the tap came about, as far as that is known. */
  #tapped(transaction: Rateable | undefined): Pick<EventData["rating"], "tapped"> {
    const { zone, clock } = this.#parts;
    const now = clock.monotonic();
    const empty = zone.emptyFor(now) >= EMPTY_MS;
    const tapped = {
      ...(transaction ? { soon: now - transaction.openedAt <= SOON_MS } : {}),
      ...(empty || zone.occupiedFor(now) > 0 ? { zoneEmpty: empty } : {}),
    };
    return Object.keys(tapped).length > 0 ? { tapped } : {};
  }
}

const eventOf = (data: EventData["rating"]): NewEvent => ({ kind: "rating", time: data.rated, data });
