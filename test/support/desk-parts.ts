import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HailongEvent } from "#contract/event.js";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { Ledger } from "#desk/ledger/ledger.js";
import { type LedgerConfig, ledgerSchema } from "#desk/ledger/ledger-config.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import { RatingDesk } from "#desk/transactions/rating-desk.js";
import { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import type { TransactionParts } from "#desk/transactions/transaction-parts.js";
import { ZoneWatch } from "#desk/transactions/zone-watch.js";
import { deviceOf, loadOrCreateKey } from "#platform/signing.js";
import { memoryLog } from "./memory-log.js";
import { expressionAt } from "./readings.js";

/** A clock that a test moves. `step` moves only the wall clock, as an administrator or NTP does. */
export class HandClock {
  #wall = Date.parse("2026-03-02T08:03:20Z");
  #mono = 5_000_000;

  readonly now = (): number => this.#wall;
  readonly monotonic = (): number => this.#mono;

  pass(ms: number): void {
    this.#wall += ms;
    this.#mono += ms;
  }

  step(ms: number): void {
    this.#wall += ms;
  }
}

/** The desk's own parts on a real ledger file, with a clock and an eye that the test moves. */
export class DeskParts implements Disposable {
  readonly folder: string;
  readonly clock: HandClock;
  readonly log = memoryLog();
  readonly zone = new ZoneWatch();
  readonly asked: string[] = [];
  readonly ledger: Ledger;
  readonly counter: TransactionDesk;
  readonly ratings: RatingDesk;
  applied: AppliedPolicy;
  model: string | undefined = "cd".repeat(32);

  constructor({
    policy = {},
    noticeGiven = true,
    folder = mkdtempSync(join(tmpdir(), "hailong-parts-")),
    clock = new HandClock(),
    observer,
    limits = {},
  }: {
    limits?: Partial<LedgerConfig>;
    observer?: TransactionParts["observer"];
    policy?: Record<string, unknown>;
    noticeGiven?: boolean;
    folder?: string;
    clock?: HandClock;
  } = {}) {
    this.folder = folder;
    this.clock = clock;
    this.applied = { number: 4, policy: mergePolicy(DEFAULT_POLICY, policy) };
    this.ledger = openTestLedger(folder, clock, { limits });
    const shared = { ledger: this.ledger, clock, log: this.log.log, policy: () => this.applied };
    const eye = {
      bind: (window: number) => void this.asked.push(`bind ${window}`),
      release: (window: number) => void this.asked.push(`release ${window}`),
      model: () => this.model,
    };
    const procedures = { "chung-thuc": "tu-phap" };
    this.counter = new TransactionDesk({
      ...shared,
      eye,
      zone: this.zone,
      procedures,
      noticeGiven,
      ...(observer ? { observer } : {}),
    });
    this.ratings = new RatingDesk({ ...shared, counter: this.counter, zone: this.zone });
  }

  get events(): HailongEvent[] {
    return eventsIn(this.ledger);
  }

  /** Opens, and agrees when consent is asked for. */
  serve(procedure?: string): { id: string; token: string } {
    const opened = this.counter.open({ procedure }, "request");
    this.counter.agree(opened.id);
    return opened;
  }

  /** Reads a face five times a second for `seconds`, while time passes. */
  read(seconds: number, named: Parameters<typeof expressionAt>[1] = {}, window = this.bound): void {
    for (let i = 0; i < seconds * 5; i += 1) {
      this.clock.pass(100);
      this.counter.read(window, expressionAt(this.clock.monotonic(), named));
      this.clock.pass(100);
    }
  }

  get bound(): number {
    return Number(/^bind (\d+)$/.exec(this.asked.at(-1) ?? "")?.[1] ?? 0);
  }

  [Symbol.dispose](): void {
    this.ledger[Symbol.dispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function openTestLedger(
  folder: string,
  clock: { now: () => number },
  { onAppend = () => {}, limits = {} }: { onAppend?: () => void; limits?: Partial<LedgerConfig> } = {},
): Ledger {
  const key = loadOrCreateKey(join(folder, "device.key"));
  const signer = { device: deviceOf(key.publicKey), source: "/hailong/v1/phuong-mau/quay-1", key };
  return new Ledger({
    file: join(folder, "ledger.db"),
    signer,
    limits: ledgerSchema.parse(limits),
    now: clock.now,
    onAppend,
  });
}

export const bodiesIn = (ledger: Ledger): string[] =>
  ledger.eventsAfter(ledger.outbox().epoch, 0, 10_000).map(({ body }) => body);

const eventsIn = (ledger: Ledger): HailongEvent[] => bodiesIn(ledger).map((body) => JSON.parse(body));
