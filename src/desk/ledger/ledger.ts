import { randomBytes } from "node:crypto";
import type { JsonValue } from "#contract/canonical-json.js";
import type { EventData } from "#contract/event.js";
import type { ChainedEvent, NewEvent, Signer } from "#desk/ledger/chain.js";
import { COPIED_KEY } from "#desk/ledger/copy-ledger.js";
import {
  appendEvent,
  type Follows,
  hashAt,
  insertEpoch,
  type OutboxState,
  readEvents,
  readOutbox,
  startEpoch,
} from "#desk/ledger/epochs.js";
import type { LedgerConfig } from "#desk/ledger/ledger-config.js";
import { LEDGER_MIGRATIONS } from "#desk/ledger/migrations.js";
import { checkNewestChain } from "#desk/ledger/newest-chain.js";
import { type RequestMark, recallAnswer, rememberAnswer } from "#desk/ledger/request-answers.js";
import { forgetReceipts, usedBytes } from "#desk/ledger/retention.js";
import { type Tidied, tidy } from "#desk/ledger/tidy.js";
import { AppError, isErrorCode } from "#platform/errors.js";
import { guardSqlite, openSqlite, type Sqlite } from "#platform/sqlite.js";

export type TransactionRow = {
  readonly id: string;
  readonly token: string;
  readonly procedure?: string;
  readonly field?: string;
  /** Rounded. */
  readonly opened: string;
};
export type TransactionState = "open" | "recorded" | "abstained" | "cancelled";

/** What one commit changes, all of it or nothing. */
export type LedgerChange = {
  readonly conclude?: { readonly id: string; readonly state: Exclude<TransactionState, "open"> };
  readonly events?: readonly NewEvent[];
  readonly open?: TransactionRow;
  readonly answered?: { readonly mark: RequestMark; readonly answer: JsonValue };
  readonly hold?: boolean;
  /** A tap that may still be taken back: safe here, and no event yet. `null`: there is none any more. */
  readonly undoable?: EventData["rating"] | null;
};

export type LedgerOptions = {
  readonly file: string;
  readonly signer: Signer;
  readonly limits: LedgerConfig;
  /** ms since the Unix epoch. */
  readonly now: () => number;
  /** Called after a commit that appended events. */
  readonly onAppend: () => void;
};

/** The desk's only file that grows: transactions, chained events (the outbox among them), answers and policies. */
export class Ledger implements Disposable {
  readonly #db: Sqlite;
  readonly #options: LedgerOptions;
  #full = false;

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#db = openSqlite(options.file, LEDGER_MIGRATIONS, checkNewestChain);
    try {
      this.#write(() => this.#settleOwner());
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  get device(): string {
    return this.#options.signer.device;
  }

  /** A write found no space. Until one succeeds and the ledger is below its own limit. */
  get full(): boolean {
    return this.#full;
  }

  /** Throws `ledger.full` and changes nothing when the disk is, or when the ledger has reached its own limit. */
  commit(change: LedgerChange): void {
    const grows = change.open !== undefined || (change.events?.length ?? 0) > 0;
    this.#write(() => {
      if (grows && this.#atLimit()) throw this.#limitReached();
      if (change.conclude) this.#conclude(change.conclude);
      for (const event of change.events ?? []) appendEvent(this.#db, event, this.#options.signer);
      if (change.open) this.#insert(change.open);
      if (change.answered) rememberAnswer(this.#db, change.answered, this.#options.now());
      if (change.hold !== undefined) this.#setMeta("hold", change.hold ? "1" : "0");
      if (change.undoable !== undefined) this.#setMeta("undoable", JSON.stringify(change.undoable));
    });
    if (change.events?.length) this.#options.onAppend();
  }

  /** Tries to write, to learn whether there is space again. */
  probe(): void {
    if (this.#atLimit()) return;
    try {
      this.#write(() => this.#setMeta("probe", randomBytes(8).toString("hex")));
    } catch (error) {
      if (!isErrorCode(error, "ledger.full")) throw error;
    }
  }

  /** Whether it can be read and is free to be written; nothing is written. A full disk is known, and no fault of this kind. */
  answers(): boolean {
    return guardSqlite(this.#options.file, () => this.#db.transaction(() => this.outbox().seq >= 0).immediate());
  }

  /** The answer that this request already got. Throws `request.conflict` when it was another request. */
  recall(mark: RequestMark): JsonValue | undefined {
    return recallAnswer(this.#db, mark);
  }

  get held(): boolean {
    return this.#meta("hold") === "1";
  }

  get undoable(): EventData["rating"] | undefined {
    return JSON.parse(this.#meta("undoable") ?? "null") ?? undefined;
  }

  stateOf(id: string): TransactionState | undefined {
    const row = this.#db.prepare<[string], { state: TransactionState }>("SELECT state FROM transactions WHERE id = ?");
    return row.get(id)?.state;
  }

  /** The transaction that a killed desk left open. */
  leftOpen(): TransactionRow | undefined {
    const row = this.#db
      .prepare<[], Record<"id" | "token" | "opened", string> & { procedure: string | null; field: string | null }>(
        "SELECT id, token, procedure, field, opened FROM transactions WHERE state = 'open'",
      )
      .get();
    if (!row) return undefined;
    const { procedure, field, ...rest } = row;
    return { ...rest, ...(procedure ? { procedure } : {}), ...(field ? { field } : {}) };
  }

  outbox(): OutboxState {
    return readOutbox(this.#db);
  }

  /** An epoch of this ledger, a former one too: up to the last event of it that is still here. */
  epochState(epoch: string): OutboxState | undefined {
    return this.#db
      .prepare<[string], OutboxState>(
        `SELECT p.epoch, e.seq, e.hash, p.receipted, p.pruned FROM epochs p JOIN events e ON e.epoch = p.epoch
         WHERE p.epoch = ? ORDER BY e.seq DESC LIMIT 1`,
      )
      .get(epoch);
  }

  /** Whose events go to the hub now: those of the oldest epoch with one that has no receipt, else of the present one. */
  sending(): OutboxState {
    const oldest = this.#db
      .prepare<[], string>(
        `SELECT epoch FROM epochs p WHERE EXISTS
           (SELECT 1 FROM events e WHERE e.epoch = p.epoch AND e.seq > p.receipted) ORDER BY number LIMIT 1`,
      )
      .pluck()
      .get();
    return (oldest === undefined ? undefined : this.epochState(oldest)) ?? this.outbox();
  }

  /** Events of an epoch in order, after `seq`. */
  eventsAfter(epoch: string, seq: number, limit: number): ChainedEvent[] {
    return readEvents(this.#db, epoch, { seq, limit });
  }

  /** The hash of an event, the genesis hash for 0, undefined for one that is not ours or is pruned. */
  hashAt(epoch: string, seq: number): string | undefined {
    return hashAt(this.#db, epoch, seq);
  }

  /** Moves the receipted mark; backwards too, when a hub was restored and asks again. */
  setReceipted(epoch: string, seq: number): void {
    this.#write(() => {
      forgetReceipts(this.#db, epoch, seq);
      this.#db.prepare("UPDATE epochs SET receipted = ? WHERE epoch = ?").run(seq, epoch);
    });
  }

  /** A chain that cannot go on is followed by another. `hubUpTo`: how far the hub has stored it. → what `first` was told. */
  startEpoch(hubUpTo: number, first: (follows: Follows) => NewEvent): void {
    const { epoch, seq = 0 } = JSON.parse(this.#meta(COPIED_KEY) ?? "{}") as { epoch?: string; seq?: number };
    const copiedUpTo = epoch === this.outbox().epoch ? seq : 0;
    this.#write(() => startEpoch(this.#db, { hubUpTo, copiedUpTo, first, signer: this.#options.signer }));
    this.#options.onAppend();
  }

  /** One small step of housekeeping; `more`: another would find work. */
  tidy(): Tidied {
    return this.#write(() => tidy(this.#db, this.#options.limits, this.#options.now()));
  }

  policyOf(scope: "ward" | "counter"): { number: number; patch: Record<string, unknown> } | undefined {
    const row = this.#db
      .prepare<[string], { number: number; patch: string }>("SELECT number, patch FROM policies WHERE scope = ?")
      .get(scope);
    return row && { number: row.number, patch: JSON.parse(row.patch) };
  }

  savePolicy(scope: "ward" | "counter", policy: { number: number; patch: Record<string, unknown> }): void {
    this.#write(() =>
      this.#db
        .prepare("INSERT OR REPLACE INTO policies (scope, number, patch) VALUES (?, ?, ?)")
        .run(scope, policy.number, JSON.stringify(policy.patch)),
    );
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }

  #write<T>(work: () => T): T {
    try {
      const result = guardSqlite(this.#options.file, () => this.#db.transaction(work).immediate());
      this.#full &&= this.#atLimit();
      return result;
    } catch (error) {
      if (isErrorCode(error, "ledger.full")) this.#full = true;
      throw error;
    }
  }

  /** A ledger belongs to one place and one key; both are settled at its first opening. */
  #settleOwner(): void {
    const { device, source } = this.#options.signer;
    const place = this.#meta("source");
    if (place !== undefined && place !== source) {
      throw new AppError("config.invalid", `the data folder belongs to ${place}, not to ${source}`, {
        remedy:
          "Set ward and counter back until everything in it is delivered; to move the counter, then begin with a new data folder and enrol again",
      });
    }
    const owner = this.#meta("device");
    if (owner !== undefined && owner !== device) {
      throw new AppError("key.invalid", `the ledger was signed by ${owner}, device.key is ${device}`, {
        remedy: "Restore the device.key that belongs to this ledger, or name another data folder and enrol again",
      });
    }
    if (owner === undefined) {
      this.#setMeta("source", source);
      this.#setMeta("device", device);
      insertEpoch(this.#db);
    }
  }

  /** What delivery and housekeeping write is not asked: it is what makes room. */
  #atLimit(): boolean {
    return usedBytes(this.#db) >= this.#options.limits.maxMegabytes * 1_000_000;
  }

  #limitReached(): AppError {
    const { file, limits } = this.#options;
    return new AppError("ledger.full", `${file} has reached ledger.maxMegabytes: ${limits.maxMegabytes}`, {
      remedy: "Bring the hub back, whose receipts make room, or raise ledger.maxMegabytes",
    });
  }

  #insert(row: TransactionRow): void {
    this.#db
      .prepare("INSERT INTO transactions (id, token, procedure, field, opened, state) VALUES (?, ?, ?, ?, ?, 'open')")
      .run(row.id, row.token, row.procedure ?? null, row.field ?? null, row.opened);
  }

  #conclude({ id, state }: NonNullable<LedgerChange["conclude"]>): void {
    const done = this.#db.prepare("UPDATE transactions SET state = ? WHERE id = ? AND state = 'open'").run(state, id);
    if (done.changes !== 1) throw new AppError("internal", "a transaction was concluded twice");
  }

  #meta(key: string): string | undefined {
    return this.#db.prepare<[string], { value: string }>("SELECT value FROM meta WHERE key = ?").get(key)?.value;
  }

  #setMeta(key: string, value: string): void {
    this.#db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)").run(key, value);
  }
}
