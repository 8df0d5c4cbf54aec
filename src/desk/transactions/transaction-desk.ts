import { randomBytes } from "node:crypto";
import type { JsonValue } from "#contract/canonical-json.js";
import { roundTime } from "#contract/event.js";
import type { Reading } from "#contract/reading.js";
import type { LedgerChange, TransactionRow, TransactionState } from "#desk/ledger/ledger.js";
import type { RequestMark } from "#desk/ledger/request-answers.js";
import { openWindow } from "#desk/scoring/scoring-window.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import { cancelled, closingOf, conclude, concludeLeftOpen, outcomeOf } from "#desk/transactions/conclude.js";
import { consentAtOpening } from "#desk/transactions/consent-at-opening.js";
import type {
  Closed,
  ClosedBy,
  ConsentAnswer,
  Ending,
  Opened,
  OpenTransaction,
  Outcome,
  Scoring,
} from "#desk/transactions/open-transaction.js";
import { OptOutHold } from "#desk/transactions/opt-out-hold.js";
import type { TransactionParts } from "#desk/transactions/transaction-parts.js";
import { AppError, isErrorCode } from "#platform/errors.js";

/** A reading is never of the future, but for what clocks round. */
const AHEAD_MS = 1_000;

/** The counter's one open transaction. Every change is in the ledger before it is true here. */
export class TransactionDesk {
  readonly #parts: TransactionParts;
  #current: OpenTransaction | undefined;
  #last: Closed | undefined;
  #windows = 0;
  readonly #hold: OptOutHold;
  /** What a killed desk left open, until the ledger has taken its end. */
  #toEnd: TransactionRow | undefined;
  readonly #leftOpen: Closed | undefined;
  #calibrating = false;

  constructor(parts: TransactionParts) {
    this.#parts = parts;
    this.#hold = new OptOutHold(parts.ledger);
    this.#toEnd = parts.ledger.leftOpen();
    this.#leftOpen = this.#toEnd && { row: this.#toEnd, openedAt: undefined, closedAt: parts.clock.monotonic() };
    unlessFull(() => this.#endLeftOpen());
  }

  get current(): OpenTransaction | undefined {
    return this.#current;
  }

  /** The last one that was closed in this process's life. */
  get last(): Closed | undefined {
    return this.#last;
  }

  /**
   * What a killed desk left open. Nobody knows for how long the desk was away: only what names it can mean it, as a tap
   * that the page was sending meanwhile.
   */
  get leftOpen(): Closed | undefined {
    return this.#leftOpen;
  }

  /** A citizen who opted out may still be in the zone. */
  get held(): boolean {
    return this.#hold.held;
  }

  /** A technician has the camera: nobody is scored, and what was read of the one who sits there is wiped. */
  calibrate(on: boolean): void {
    this.#calibrating = on;
    const transaction = this.#current;
    if (!on || !transaction || transaction.ending || transaction.scoring.state === "off") return;
    this.#stopScoring(transaction);
    this.#parts.observer?.wiped();
    transaction.scoring = { state: "off", reason: "calibrating" };
  }

  get calibrating(): boolean {
    return this.#calibrating;
  }

  open(request: { procedure?: string | undefined }, by: OpenTransaction["openedBy"], mark?: RequestMark): Opened {
    this.#endLeftOpen();
    const { ledger, clock, log, procedures } = this.#parts;
    const applied = this.#parts.policy();
    const { procedure } = request;
    const field = procedure === undefined ? undefined : procedures[procedure];
    const row: TransactionRow = {
      id: randomName(),
      token: randomName(),
      ...(procedure === undefined ? {} : { procedure }),
      ...(field === undefined ? {} : { field }),
      opened: roundTime(clock.now(), applied.policy.grainMinutes),
    };
    const answer = { id: row.id, token: row.token };
    const before = this.#current;
    ledger.commit({
      ...(before ? closingOf(before.row.id, this.#end(before, "superseded")) : {}),
      open: row,
      ...answered(mark, answer),
    });
    if (before) this.#leave(before);
    const scoring = this.#scoringAtOpening(applied, procedure);
    this.#current = { row, openedAt: clock.monotonic(), applied, openedBy: by, scoring };
    log.info({ event: "transaction.opened", by, scoring: scoring.state });
    return answer;
  }

  /** Closing again what is closed answers the same: a client may repeat what it is not sure of. */
  close(id: string, mark?: RequestMark): { id: string; outcome: Outcome } {
    const transaction = this.#current;
    if (transaction?.row.id !== id) return { id, outcome: this.#outcomeOf(id) };
    return { id, outcome: this.#close(transaction, "close", mark) };
  }

  cancel(id: string, mark?: RequestMark): { id: string; outcome: "cancelled" } {
    const transaction = this.#current;
    if (transaction?.row.id !== id) return this.#cancelledBefore(id);
    const data = cancelled(transaction, this.#parts.clock);
    const answer = { id, outcome: "cancelled" } as const;
    this.#parts.ledger.commit({
      conclude: { id, state: "cancelled" },
      events: [{ kind: "cancelled", data, time: data.closed }],
      ...answered(mark, answer),
    });
    this.#stopScoring(transaction);
    this.#parts.observer?.wiped();
    // Not the last one closed: no tap belongs to what was opened by mistake.
    this.#current = undefined;
    this.#parts.log.info({ event: "transaction.cancelled" });
    return answer;
  }

  /** Wipes at once what was read, whether or not the disk can take word of it. */
  optOut(id: string): ConsentAnswer {
    const transaction = this.#require(id);
    this.#stopScoring(transaction);
    this.#parts.observer?.wiped();
    transaction.scoring = { state: "off", reason: "opted_out" };
    const { ending } = transaction;
    delete transaction.ending;
    if (ending) this.#end(transaction, ending.data.closedBy);
    this.#hold.begin();
    this.#parts.log.info({ event: "transaction.opted_out" });
    return { id, scoring: false };
  }

  /**
   * The citizen agrees on the rating page, or the clerk's software says so: scoring starts now. While one who opted out
   * may still sit there, only the tap on the page counts.
   */
  agree(id: string, on: "page" | "software" = "software"): ConsentAnswer {
    const transaction = this.#require(id);
    const allowed = on === "page" || !this.#hold.held;
    if (allowed && transaction.scoring.state === "waiting" && !transaction.ending) {
      transaction.scoring = this.#start(transaction.applied);
      this.#parts.log.info({ event: "transaction.agreed" });
    }
    return { id, scoring: transaction.scoring.state === "running" };
  }

  /** O(1). A reading of another window, or from a clock that runs ahead, is not ours. */
  read(window: number, reading: Reading): void {
    const scoring = this.#current?.scoring;
    const now = this.#parts.clock.monotonic();
    if (scoring?.state !== "running" || scoring.number !== window || reading.t > now + AHEAD_MS) return;
    scoring.window.add(reading);
    this.#parts.observer?.read(reading);
    this.#parts.zone.saw(reading.outcome === "none" && reading.reason === "no_face" ? 0 : 1, now);
  }

  /** What time alone brings about; call it about twice a second. */
  tick(): void {
    const { clock, zone } = this.#parts;
    const now = clock.monotonic();
    unlessFull(() => this.#endLeftOpen());
    this.#hold.tick(zone, now);
    const transaction = this.#current;
    if (!transaction) return;
    const age = now - transaction.openedAt;
    if (transaction.ending) this.closeAs(transaction.ending.data.closedBy);
    else if (age >= transaction.applied.policy.window.maximumSeconds * 1_000) this.closeAs("expired");
  }

  /** Closes the open transaction, if any. On a full disk the ending waits in memory and `tick` tries again. */
  closeAs(closedBy: ClosedBy): void {
    const transaction = this.#current;
    if (transaction) unlessFull(() => this.#close(transaction, closedBy));
  }

  #endLeftOpen(): void {
    const left = this.#toEnd;
    if (!left) return;
    const { ledger, clock, log, policy } = this.#parts;
    ledger.commit(closingOf(left.id, concludeLeftOpen(left, clock.now(), policy())));
    this.#toEnd = undefined;
    log.warn({ event: "transaction.restarted" });
  }

  #close(transaction: OpenTransaction, closedBy: ClosedBy, mark?: RequestMark): Outcome {
    const { id } = transaction.row;
    const ending = this.#end(transaction, closedBy);
    const outcome = outcomeOf(ending);
    this.#parts.ledger.commit({ ...closingOf(id, ending), ...answered(mark, { id, outcome }) });
    this.#leave(transaction);
    return outcome;
  }

  /** Ends the window now and keeps its result on the transaction until the ledger has it. */
  #end(transaction: OpenTransaction, closedBy: ClosedBy): Ending {
    if (transaction.ending) return transaction.ending;
    const { clock, eye } = this.#parts;
    transaction.ending = conclude(transaction, { closedBy, clock, model: eye.model() });
    this.#stopScoring(transaction);
    return transaction.ending;
  }

  #stopScoring(transaction: OpenTransaction): void {
    if (transaction.scoring.state !== "running") return;
    this.#parts.eye.release(transaction.scoring.number);
    transaction.scoring = { state: "waiting" };
  }

  #leave({ row, openedAt, ending }: OpenTransaction): void {
    this.#last = { row, openedAt, closedAt: this.#parts.clock.monotonic() };
    this.#current = undefined;
    if (!ending) return;
    this.#parts.observer?.left(ending);
    // A line of the log has an exact time: it must not say which transaction, or rounding published times were in vain.
    const { closedBy, coverage } = ending.data;
    const why = ending.kind === "abstention" ? { reason: ending.data.reason } : {};
    const roughly = Math.round(coverage * 10) / 10;
    this.#parts.log.info({
      event: "transaction.closed",
      outcome: outcomeOf(ending),
      closedBy,
      coverage: roughly,
      ...why,
    });
  }

  #scoringAtOpening(applied: AppliedPolicy, procedure: string | undefined): Scoring {
    const consent = consentAtOpening(applied.policy, procedure, {
      calibrating: this.#calibrating,
      held: this.#hold.held,
      noticeGiven: this.#parts.noticeGiven,
    });
    if (consent === "given") return this.#start(applied);
    return consent === "asked" ? { state: "waiting" } : { state: "off", reason: consent };
  }

  #start({ policy }: AppliedPolicy): Scoring {
    this.#windows += 1;
    this.#parts.eye.bind(this.#windows);
    return { state: "running", number: this.#windows, window: openWindow(policy, this.#parts.clock.monotonic()) };
  }

  #require(id: string): OpenTransaction {
    if (this.#current?.row.id === id) return this.#current;
    throw unknownOrClosed(this.#parts.ledger.stateOf(id));
  }

  #outcomeOf(id: string): Outcome {
    this.#endLeftOpen();
    const state = this.#parts.ledger.stateOf(id);
    if (state === "recorded" || state === "abstained") return state;
    throw unknownOrClosed(state);
  }

  #cancelledBefore(id: string): { id: string; outcome: "cancelled" } {
    const state = this.#parts.ledger.stateOf(id);
    if (state === "cancelled") return { id, outcome: state };
    throw unknownOrClosed(state);
  }
}

/** 128 random bits: a token, or an id that is not one. */
const randomName = (): string => randomBytes(16).toString("base64url");

const answered = (mark: RequestMark | undefined, answer: JsonValue): Pick<LedgerChange, "answered"> =>
  mark ? { answered: { mark, answer } } : {};

/** What finds the disk full is tried again at the next tick. */
function unlessFull(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isErrorCode(error, "ledger.full")) throw error;
  }
}

function unknownOrClosed(state: TransactionState | undefined): AppError {
  return state === undefined
    ? new AppError("transaction.unknown", "no transaction has this id", { remedy: "Use the id that `open` answered" })
    : new AppError("transaction.closed", "this transaction is closed", { remedy: "Open a new one" });
}
