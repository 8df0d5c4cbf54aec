import type { FeedbackReceipt, FeedbackStanding, FeedbackSubmission } from "#contract/feedback.js";
import type { Rating } from "#contract/rating-scale.js";
import { type CodeBook, hashOfCode } from "#hub/feedback/code-book.js";
import { countRating } from "#hub/feedback/feedback-figures.js";
import type { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { localDay } from "#hub/feedback/local-day.js";
import { mask } from "#hub/feedback/mask.js";
import { hashOfReceipt, newReceiptCode } from "#hub/feedback/receipt-code.js";
import type { Senders } from "#hub/feedback/senders.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import type { Sqlite } from "#platform/sqlite.js";

type Parts = {
  readonly db: Sqlite;
  readonly shelf: FeedbackShelf;
  readonly codes: CodeBook;
  /** Of those without a code. */
  readonly senders: Senders;
  /** Of those with a code that is not known yet. */
  readonly unknown: Senders;
  readonly clock: Clock;
};
type Said = {
  readonly day: string;
  readonly topic: FeedbackSubmission["topic"];
  readonly words: string;
  readonly rating: Rating | null;
  readonly receipt: string | null;
};
type Pending = Said & { readonly hash: string; readonly until: number };

/** A desk may be without its hub over a weekend. */
const PENDING_MS = 60 * 3_600_000;
/** Receipts of what came again. */
const MOST_AGAIN = 2_000;

/**
 * Takes what citizens send: each code once. What is written, what is rated, and the code go three ways; until a code's
 * transaction is known they lie in one row, and the three ways begin when it is taken out.
 */
export class FeedbackBox {
  readonly #parts: Parts;
  /** By the hash of the receipt: who tries a code on the sly is shown what its owner would be shown. */
  readonly #again = new Map<string, FeedbackStanding>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Throws `request.invalid` for nothing at all, and `request.too_many`. */
  async submit({ code, rating, topic, words: given }: FeedbackSubmission, address: string): Promise<FeedbackReceipt> {
    const { words, masked } = mask(given);
    if (words === "" && rating === undefined)
      throw new AppError("request.invalid", "rating, words: expected one of them at least");
    const receipt = words === "" ? null : newReceiptCode();
    const day = localDay(this.#parts.clock.now());
    const said: Said = { day, topic, words, rating: rating ?? null, receipt: receipt && hashOfReceipt(receipt) };
    const received = { outcome: "received", receipt, masked } as const;
    if (code === undefined) {
      admit(this.#parts.senders, address);
      this.#keep(said, "static");
    } else if (!(await this.#takeOnce(hashOfCode(code), said, address))) this.#remember(said);
    return received;
  }

  /** What its author sees with the receipt code, by its hash. Throws `feedback.unknown`. */
  standing(receipt: string): FeedbackStanding {
    return this.#again.get(receipt) ?? this.#parts.shelf.standing(receipt);
  }

  /** Call it now and then: what waited for its transaction is taken once that is known, or on its own when it never is. */
  async settle(): Promise<void> {
    const { db, codes, clock } = this.#parts;
    const waiting = db.prepare<[], Pending>("SELECT * FROM feedback_pending").all();
    if (waiting.length === 0) return;
    await codes.refresh();
    let taken = 0;
    for (const { hash, until, ...said } of waiting) {
      if (!codes.has(hash) && clock.now() < until) continue;
      taken += 1;
      db.transaction(() => {
        if (db.prepare("DELETE FROM feedback_pending WHERE hash = ?").run(hash).changes === 0) return;
        if (!codes.has(hash)) this.#keep(said, "static");
        else if (this.#use(hash, said.day)) this.#keep(said, "coded");
      }).immediate();
    }
    // Until then the log beside the file still says what lay in one row.
    if (taken > 0) db.pragma("wal_checkpoint(TRUNCATE)");
  }

  /** → false: the code was used before. A code that nobody knows yet could be made up: it waits, and there is a limit to that. */
  async #takeOnce(hash: string, said: Said, address: string): Promise<boolean> {
    if (this.#isUsed(hash)) return false;
    if (await this.#knows(hash)) return this.#take(hash, said);
    admit(this.#parts.unknown, address);
    return this.#hold(hash, said);
  }

  async #knows(hash: string): Promise<boolean> {
    const { codes } = this.#parts;
    try {
      if (!codes.has(hash)) await codes.refresh();
    } catch (error) {
      // A store that is away, or on a full disk, does not say that there is no such transaction.
      if (!isStoreFault(error)) throw error;
    }
    return codes.has(hash);
  }

  #remember({ receipt, topic, day, words }: Said): void {
    if (receipt === null) return;
    // In the order of the shelf, which would tell them apart else.
    this.#again.set(receipt, { day, topic, words, state: "received", answer: null, kind: null, answeredOn: null });
    const [oldest] = this.#again.keys();
    if (this.#again.size > MOST_AGAIN && oldest !== undefined) this.#again.delete(oldest);
  }

  #isUsed(hash: string): boolean {
    return (
      this.#parts.db
        .prepare("SELECT 1 FROM feedback_codes WHERE hash = ? UNION ALL SELECT 1 FROM feedback_pending WHERE hash = ?")
        .get(hash, hash) !== undefined
    );
  }

  #use(hash: string, day: string): boolean {
    const { changes } = this.#parts.db
      .prepare("INSERT OR IGNORE INTO feedback_codes (hash, month) VALUES (?, ?)")
      .run(hash, day.slice(0, 7));
    return changes > 0;
  }

  /** → false: another submission was quicker. */
  #take(hash: string, said: Said): boolean {
    return this.#parts.db
      .transaction(() => {
        if (!this.#use(hash, said.day)) return false;
        this.#keep(said, "coded");
        return true;
      })
      .immediate();
  }

  #hold(hash: string, said: Said): boolean {
    const { db, clock } = this.#parts;
    return (
      db
        .prepare(
          `INSERT OR IGNORE INTO feedback_pending (hash, until, day, rating, topic, words, receipt)
           VALUES (@hash, @until, @day, @rating, @topic, @words, @receipt)`,
        )
        .run({ hash, until: clock.now() + PENDING_MS, ...said }).changes > 0
    );
  }

  #keep({ day, topic, words, rating, receipt }: Said, source: "coded" | "static"): void {
    const { db, shelf } = this.#parts;
    db.transaction(() => {
      if (rating) countRating(db, { month: day.slice(0, 7), source, rating, topic });
      if (receipt) shelf.put({ day, topic, words, receipt });
    })();
  }
}

/** Throws `request.too_many`. */
function admit(senders: Senders, address: string): void {
  if (!senders.admit(address)) throw new AppError("request.too_many", "no more from this sender today");
}
