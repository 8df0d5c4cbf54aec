import type { KioskRating, KioskView } from "#contract/kiosk.js";
import { ratingOfStep } from "#contract/rating-scale.js";
import { markOf, once } from "#desk/api/once.js";
import type { FeedbackLinks } from "#desk/kiosk/feedback-links.js";
import type { KioskConfig } from "#desk/kiosk/kiosk-config.js";
import type { Ledger, TransactionRow } from "#desk/ledger/ledger.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import type { OpenTransaction } from "#desk/transactions/open-transaction.js";
import type { RatingDesk, RatingReply } from "#desk/transactions/rating-desk.js";
import type { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { sha256Hex } from "#platform/signing.js";

export type KioskParts = {
  readonly config: Pick<KioskConfig, "steps" | "reasons">;
  readonly edition: string;
  readonly counter: TransactionDesk;
  readonly ratings: RatingDesk;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: () => AppliedPolicy;
  readonly feedback?: FeedbackLinks | undefined;
};
type Watcher = (view: KioskView) => void;

const THANKS_MS = 4_000;
/** Long enough to read a handful of reasons. */
const REASON_SECONDS = 15;

/** What the citizen's page shows and may do. It shows neither a score nor what was tapped: a clerk can see it too. */
export class KioskDesk {
  readonly #parts: KioskParts;
  readonly #watchers = new Set<Watcher>();
  #shown = "";

  constructor(parts: KioskParts) {
    this.#parts = parts;
  }

  view(): KioskView {
    const { counter, ratings, edition } = this.#parts;
    const { current } = counter;
    const row = current?.row ?? this.#justClosed();
    const mayRate = !row || !ratings.isRated(row);
    const { waiting } = ratings;
    return {
      screen: this.#screen(row, mayRate),
      visit: row ? visitOf(row) : null,
      mayRate,
      tap: waiting?.name ?? null,
      undoMs: waiting?.undoMs === undefined ? null : Math.round(waiting.undoMs),
      ...cameraOf(current, counter.calibrating),
      feedback: this.#feedback()?.visit ?? null,
      edition,
    };
  }

  /** What a telephone reads off the screen, of that transaction and no other. */
  feedbackUrl(visit: string): string | undefined {
    const shown = this.#feedback();
    return shown?.visit === visit ? shown.url : undefined;
  }

  /** Calls at every change, until the returned function is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  /** Call it about twice a second, and after each deed. */
  tick(): void {
    this.#parts.ratings.tick();
    const view = this.view();
    const text = JSON.stringify({ ...view, undoMs: view.undoMs !== null });
    if (text === this.#shown) return;
    this.#shown = text;
    for (const watcher of this.#watchers) watcher(view);
  }

  rate({ key, visit, step }: KioskRating): void {
    const { ledger, ratings, config } = this.#parts;
    const rating = step.of === config.steps ? ratingOfStep({ ...step, of: config.steps }) : undefined;
    if (!rating) throw new AppError("request.invalid", `step: expected 1 to ${config.steps} of ${config.steps}`);
    const { of } = step;
    once<RatingReply>(ledger, markOf(`kiosk:${key}`, [visit, step]), (mark) =>
      ratings.rate(
        {
          rating,
          source: "page",
          // What was tapped for a transaction is nobody else's: without it the tap is the counter's.
          token: this.#rowOf(visit)?.token ?? null,
          ...(of === 3 ? {} : { step: { value: step.value, of } }),
          ...(config.reasons.length > 0 ? { reasonSeconds: REASON_SECONDS } : {}),
        },
        mark,
      ),
    );
    this.tick();
  }

  undo(tap: string): void {
    this.#parts.ratings.undo(tap);
    this.tick();
  }

  explain(tap: string, reason: string): void {
    const { config, ratings } = this.#parts;
    if (!config.reasons.some(({ id }) => id === reason))
      throw new AppError("request.invalid", "reason: expected one that the page offers");
    ratings.explain(tap, reason);
    this.tick();
  }

  agree(visit: string): void {
    this.#parts.counter.agree(this.#openOf(visit).row.id, "page");
    this.tick();
  }

  optOut(visit: string): void {
    this.#parts.counter.optOut(this.#openOf(visit).row.id);
    this.tick();
  }

  #screen(row: TransactionRow | undefined, mayRate: boolean): KioskView["screen"] {
    const { ratings, clock } = this.#parts;
    const { waiting, settledAt } = ratings;
    if (waiting) return waiting.undoMs === undefined ? "thanks" : "undo";
    const justSettled = settledAt !== undefined && clock.monotonic() - settledAt < THANKS_MS;
    // One who has just sat down does not read the thanks of the one before.
    if (justSettled && !(row && mayRate)) return "thanks";
    return row && mayRate ? "open" : "idle";
  }

  #feedback(): { visit: string; url: string } | undefined {
    const last = this.#parts.feedback?.last();
    return last && { visit: visitOf(last.row), url: last.url };
  }

  #justClosed(): TransactionRow | undefined {
    const { counter, clock, policy } = this.#parts;
    const { last } = counter;
    const graceMs = policy().policy.ratingGraceSeconds * 1_000;
    return last && clock.monotonic() - last.closedAt <= graceMs ? last.row : undefined;
  }

  #rowOf(visit: string | null): TransactionRow | undefined {
    const { current, last, leftOpen } = this.#parts.counter;
    return [current?.row, last?.row, leftOpen?.row].find((row) => row && visitOf(row) === visit);
  }

  /** The one that the citizen saw: a tap that comes late must not speak for the next. */
  #openOf(visit: string): OpenTransaction {
    const { current } = this.#parts.counter;
    if (current && visitOf(current.row) === visit) return current;
    throw new AppError("transaction.closed", "this transaction is closed");
  }
}

/** One-way, and the same whatever else happens. */
const visitOf = ({ token }: TransactionRow): string =>
  Buffer.from(sha256Hex(`kiosk:${token}`), "hex")
    .toString("base64url")
    .slice(0, 16);

function cameraOf(current: OpenTransaction | undefined, calibrating: boolean): Pick<KioskView, "lamp" | "consent"> {
  if (calibrating) return { lamp: "calibrating", consent: "none" };
  if (!current || current.ending) return { lamp: "off", consent: "none" };
  const { scoring, applied } = current;
  switch (scoring.state) {
    case "running":
      return { lamp: applied.policy.mode === "active" ? "scoring" : "advisory", consent: "running" };
    case "waiting":
      return { lamp: "off", consent: "ask" };
    case "off":
      return { lamp: "off", consent: scoring.reason === "opted_out" ? "declined" : "none" };
  }
}
