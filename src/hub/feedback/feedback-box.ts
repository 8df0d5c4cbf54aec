import type { FeedbackReceipt, FeedbackSubmission } from "#contract/feedback.js";
import type { Rating } from "#contract/rating-scale.js";
import { type CodeBook, hashOfCode } from "#hub/feedback/code-book.js";
import { countRating } from "#hub/feedback/feedback-figures.js";
import type { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { localDay } from "#hub/feedback/local-day.js";
import { mask } from "#hub/feedback/mask.js";
import { hashOfReceipt, newReceiptCode } from "#hub/feedback/receipt-code.js";
import type { Senders } from "#hub/feedback/senders.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import type { Sqlite } from "#platform/sqlite.js";

type Parts = {
  readonly db: Sqlite;
  readonly shelf: FeedbackShelf;
  readonly codes: CodeBook;
  readonly senders: Senders;
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

/** Takes what citizens send: each code once. What is written, what is rated, and the code go three ways that do not meet again. */
export class FeedbackBox {
  readonly #parts: Parts;

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
    const hash = code === undefined ? undefined : hashOfCode(code);
    if (hash !== undefined) {
      if (this.#isUsed(hash)) return AGAIN;
      if (await this.#knows(hash)) return this.#take(hash, said) ? received : AGAIN;
    }
    // A code that nobody knows yet could be made up: it is worth no more than none until then.
    if (!this.#parts.senders.admit(address)) throw new AppError("request.too_many", "no more from this sender today");
    if (hash !== undefined) return this.#hold(hash, said) ? received : AGAIN;
    this.#keep(said, "static");
    return received;
  }

  /** Call it now and then: what waited for its transaction is taken once that is known, or on its own when it never is. */
  async settle(): Promise<void> {
    const { db, codes, clock } = this.#parts;
    const waiting = db.prepare<[], Pending>("SELECT * FROM feedback_pending").all();
    if (waiting.length === 0) return;
    await codes.refresh();
    for (const { hash, until, ...said } of waiting) {
      if (!codes.has(hash) && clock.now() < until) continue;
      db.transaction(() => {
        if (db.prepare("DELETE FROM feedback_pending WHERE hash = ?").run(hash).changes === 0) return;
        if (!codes.has(hash)) this.#keep(said, "static");
        else if (this.#use(hash, said.day)) this.#keep(said, "coded");
      }).immediate();
    }
  }

  async #knows(hash: string): Promise<boolean> {
    const { codes } = this.#parts;
    if (!codes.has(hash)) await codes.refresh();
    return codes.has(hash);
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
      if (rating) countRating(db, day.slice(0, 7), source, rating);
      if (receipt) shelf.put({ day, topic, words, receipt });
    })();
  }
}

const AGAIN: FeedbackReceipt = { outcome: "already_received", receipt: null, masked: false };
