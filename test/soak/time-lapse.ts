import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Housekeeping } from "#desk/ledger/housekeeping.js";
import { DeskParts } from "../support/desk-parts.js";

/** Days of a busy counter; the ledger keeps fewer than that, so that housekeeping is seen to work. */
const A_DAY = 60;
const KEEP_DAYS = 7;
const OPEN_HOURS = 8;
const RATED = 3;
const OFFLINE_EVERY = 6;
const DAY_MS = 24 * 3_600_000;

export type Lapse = {
  readonly keepDays: number;
  readonly transactions: number;
  readonly events: number;
  /** At the end of each day, with its write-ahead log, bytes. */
  readonly ledgerBytes: readonly number[];
  /** Events still in the file at the end. */
  readonly kept: number;
  readonly closeMs: { readonly firstDay: number; readonly lastDay: number };
};

/** So many days through the desk's own transactions, scoring, ledger and housekeeping, on a clock that is moved. */
export function timeLapse(days: number): Lapse {
  const folder = mkdtempSync(join(tmpdir(), "hl-lapse-"));
  const parts = new DeskParts({ folder, policy: { window: { minimumSeconds: 4 } }, limits: { keepDays: KEEP_DAYS } });
  try {
    return new TimeLapse(parts, folder).run(days);
  } finally {
    parts[Symbol.dispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Once what is kept has come round, the file grows no more, but for the backlog of a day without a hub. */
export function isBounded({ ledgerBytes, kept, transactions, keepDays }: Lapse): boolean {
  const settled = ledgerBytes.slice(keepDays + OFFLINE_EVERY);
  const growth = (settled.at(-1) ?? 0) / (settled[0] ?? Number.NaN);
  const most = (keepDays + 3) * A_DAY * 2;
  return settled.length > 0 ? growth <= 1.2 && kept <= most : kept <= transactions * 2;
}

export function lapseLines({ transactions, events, kept, ledgerBytes, closeMs, keepDays }: Lapse): string[] {
  const megabytes = ledgerBytes.map((bytes) => (bytes / 1e6).toFixed(2));
  return [
    `${transactions} transactions, ${events} events; ${kept} still in the ledger, which keeps ${keepDays} days`,
    `ledger at the end of each day, MB: ${megabytes.join(" ")}`,
    `close, p50: ${closeMs.firstDay.toFixed(2)} ms on the first day, ${closeMs.lastDay.toFixed(2)} ms on the last`,
  ];
}

class TimeLapse {
  readonly #parts: DeskParts;
  readonly #folder: string;
  readonly #housekeeping: Housekeeping;
  readonly #bytes: number[] = [];
  readonly #closes: number[][] = [];

  constructor(parts: DeskParts, folder: string) {
    this.#parts = parts;
    this.#folder = folder;
    const { ledger, clock, log } = parts;
    this.#housekeeping = new Housekeeping({ ledger, clock, log: log.log });
  }

  run(days: number): Lapse {
    const { ledger } = this.#parts;
    for (let day = 1; day <= days; day++) {
      this.#closes.push(this.#serveADay());
      const { epoch, seq } = ledger.outbox();
      // Every sixth day the hub is away; the next day's receipt covers both.
      if (day % OFFLINE_EVERY !== 0) ledger.setReceipted(epoch, seq);
      this.#parts.clock.pass(DAY_MS - OPEN_HOURS * 3_600_000);
      while (this.#housekeeping.step());
      this.#bytes.push(sizeOf(join(this.#folder, "ledger.db")) + sizeOf(join(this.#folder, "ledger.db-wal")));
    }
    const { epoch, seq } = ledger.outbox();
    return {
      keepDays: KEEP_DAYS,
      transactions: days * A_DAY,
      events: seq,
      ledgerBytes: this.#bytes,
      kept: ledger.eventsAfter(epoch, 0, seq).length,
      closeMs: { firstDay: middle(this.#closes[0]), lastDay: middle(this.#closes.at(-1)) },
    };
  }

  /** → how long each close took, ms. */
  #serveADay(): number[] {
    const { counter, ratings, clock } = this.#parts;
    return Array.from({ length: A_DAY }, (_, n) => {
      const { id } = this.#parts.serve("chung-thuc");
      this.#parts.read(6, { happiness: n % RATED === 0 ? 0.8 : 0.1 });
      const began = performance.now();
      counter.close(id);
      const took = performance.now() - began;
      if (n % RATED === 0) ratings.rate({ rating: "satisfied", source: "page" });
      clock.pass((OPEN_HOURS * 3_600_000) / A_DAY - 6_000);
      ratings.tick();
      return took;
    });
  }
}

const middle = (values: readonly number[] = []): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
