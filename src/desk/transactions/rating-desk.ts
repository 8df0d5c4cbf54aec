import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { type EventData, roundTime } from "#contract/event.js";
import type { ratingReplySchema } from "#contract/http.js";
import type { NewEvent } from "#desk/ledger/chain.js";
import type { Ledger, TransactionRow } from "#desk/ledger/ledger.js";
import type { RequestMark } from "#desk/ledger/request-answers.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import { identity } from "#desk/transactions/conclude.js";
import type { Closed } from "#desk/transactions/open-transaction.js";
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
  /** Where the citizen is asked for a reason too: for so long, also after the undo time. */
  readonly reasonSeconds?: number;
};
export type RatingReply = z.infer<typeof ratingReplySchema>;
/** A transaction that a tap may belong to; `openedAt`: monotonic ms, where it is known. */
type Rateable = Pick<Closed, "row" | "openedAt">;
/** A tap that is not published yet. It can be taken back until `undoUntil`, explained until `until`; monotonic ms. */
type Waiting = {
  readonly name: string;
  readonly data: EventData["rating"];
  readonly undoUntil: number;
  readonly until: number;
};

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
  #waiting: Waiting | undefined;
  /** Transactions that have their rating: only the open one and the last can be asked for again. */
  #rated: readonly string[] = [];
  #settledAt: number | undefined;

  constructor(parts: RatingParts) {
    this.#parts = parts;
    const left = parts.ledger.undoable;
    // Of a desk that was killed: whoever tapped it cannot be asked again.
    if (left) this.#waiting = { name: randomName(), data: left, undoUntil: 0, until: 0 };
    this.settle();
  }

  /** The last tap, while it can be taken back (for `undoMs`) or explained. Its name says nothing of what was tapped. */
  get waiting(): { readonly name: string; readonly undoMs: number | undefined } | undefined {
    const waiting = this.#waiting;
    if (!waiting) return undefined;
    const left = waiting.undoUntil - this.#parts.clock.monotonic();
    return { name: waiting.name, undoMs: left > 0 ? left : undefined };
  }

  /** When the last tap became final, monotonic ms. */
  get settledAt(): number | undefined {
    return this.#settledAt;
  }

  /** Whether a tap for this transaction would be refused. */
  isRated({ token }: TransactionRow): boolean {
    return this.#rated.includes(token) || (this.#waiting?.data.token === token && !this.#mayUndo());
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
    const before = this.#waiting?.data;
    const replaces = before?.token === data.token && this.#mayUndo();
    const final = before && !replaces ? [before] : [];
    const waiting = this.#wait(data, policy.ratingUndoSeconds, request.reasonSeconds ?? 0);
    if (!waiting) final.push(data);
    ledger.commit({
      events: final.map(eventOf),
      undoable: waiting ? data : null,
      ...(mark ? { answered: { mark, answer } } : {}),
    });
    this.#waiting = waiting;
    for (const each of final) this.#remember(each);
    return answer;
  }

  /** Takes the tap of this name back, as if it had never been. Throws `rating.given` when it stands, or is another's. */
  undo(name: string): void {
    this.tick();
    if (this.#waiting?.name !== name || !this.#mayUndo())
      throw new AppError("rating.given", "there is no tap that could be taken back");
    this.#parts.ledger.commit({ undoable: null });
    this.#waiting = undefined;
  }

  /** Adds the reason that the citizen tapped to the tap of this name, which makes it final. */
  explain(name: string, reason: string): void {
    this.tick();
    if (this.#waiting?.name !== name) throw new AppError("rating.given", "there is no tap that could be explained");
    this.#conclude({ ...this.#waiting.data, reason });
  }

  /** Call it about twice a second. */
  tick(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const { current } = this.#parts.counter;
    // The next citizen must not be able to take back what the one before has tapped.
    const next = current !== undefined && current.row.token !== waiting.data.token;
    if (next || this.#parts.clock.monotonic() >= waiting.until) this.settle();
  }

  /** The undo time is over, or the desk ends. On a full disk the tap stays where it is, and `tick` tries again. */
  settle(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    try {
      this.#conclude(waiting.data);
    } catch (error) {
      if (!isErrorCode(error, "ledger.full")) throw error;
    }
  }

  #wait(data: EventData["rating"], undoSeconds: number, reasonSeconds: number): Waiting | undefined {
    const now = this.#parts.clock.monotonic();
    const seconds = Math.max(undoSeconds, reasonSeconds);
    if (seconds === 0) return undefined;
    return { name: randomName(), data, undoUntil: now + undoSeconds * 1_000, until: now + seconds * 1_000 };
  }

  #mayUndo(): boolean {
    return this.#waiting !== undefined && this.#parts.clock.monotonic() < this.#waiting.undoUntil;
  }

  #conclude(data: EventData["rating"]): void {
    this.#parts.ledger.commit({ events: [eventOf(data)], undoable: null });
    this.#waiting = undefined;
    this.#remember(data);
  }

  #remember({ token }: EventData["rating"]): void {
    this.#settledAt = this.#parts.clock.monotonic();
    if (token !== undefined) this.#rated = [...this.#rated.slice(-1), token];
  }

  #transactionOf(token: RatingRequest["token"], graceSeconds: number): Rateable | undefined {
    const { current, last, leftOpen } = this.#parts.counter;
    const fits = (row: TransactionRow): boolean => token === undefined || row.token === token;
    if (current && fits(current.row)) return current;
    const closed = [last, ...(token === undefined ? [] : [leftOpen])].find((one) => one && fits(one.row));
    if (!closed || this.#parts.clock.monotonic() - closed.closedAt > graceSeconds * 1_000) return undefined;
    return closed;
  }

  /** How the tap came about, as far as that is known. */
  #tapped(transaction: Rateable | undefined): Pick<EventData["rating"], "tapped"> {
    const { zone, clock } = this.#parts;
    const now = clock.monotonic();
    const empty = zone.emptyFor(now) >= EMPTY_MS;
    const tapped = {
      ...(transaction?.openedAt === undefined ? {} : { soon: now - transaction.openedAt <= SOON_MS }),
      ...(empty || zone.occupiedFor(now) > 0 ? { zoneEmpty: empty } : {}),
    };
    return Object.keys(tapped).length > 0 ? { tapped } : {};
  }
}

const randomName = (): string => randomBytes(12).toString("base64url");

const eventOf = (data: EventData["rating"]): NewEvent => ({ kind: "rating", time: data.rated, data });
